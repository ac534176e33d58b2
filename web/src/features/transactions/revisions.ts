import type { Transaction, TransactionRevision } from "@/api/types";
import { CHOICES, FIELD_KINDS, FIELD_NAMES, type FieldName, fieldLabel } from "./fields";
import { TYPE_LABELS } from "./types";

export type CellValue = { kind: "text" | "date" | "number" | "money"; text: string } | null;
export type RevisionRow = { field: string; label: string; cells: { value: CellValue; changed: boolean }[] };

/** One row for each field that ever held something, one cell for each revision in the order given, latest first. */
export function revisionRows(revisions: TransactionRevision[]): RevisionRow[] {
  const latest = revisions[0]?.transaction;
  if (!latest) return [];
  const fields: [string, string, (transaction: Transaction) => CellValue][] = [
    ["status", "State", ({ status }) => (status === "removed" ? text("Removed") : null)],
    ["type", "Type", ({ type }) => text(TYPE_LABELS[type])],
    ["date", "Date", ({ date }) => ({ kind: "date", text: date })],
    ["account", "Account", ({ account_name }) => text(account_name)],
    ...FIELD_NAMES.map((name): [string, string, (transaction: Transaction) => CellValue] => [
      name,
      fieldLabel(name, latest.type),
      (transaction) => fieldValue(transaction, name),
    ]),
    ["currency", "Currency", ({ currency }) => text(currency)],
    ["note", "Note", ({ note }) => text(note)],
  ];
  return fields
    .map(([field, label, read]) => {
      const values = revisions.map(({ transaction }) => read(transaction));
      return {
        field,
        label,
        cells: values.map((value, index) => ({ value, changed: index + 1 < values.length && value?.text !== values[index + 1]?.text })),
      };
    })
    .filter(({ cells }) => cells.some(({ value }) => value !== null));
}

const UNITS: FieldName[] = ["quantity", "new_quantity", "fee_quantity", "fx_rate"];

function fieldValue(transaction: Transaction, name: FieldName): CellValue {
  if (name === "instrument") return text(transaction.instrument_symbol ?? transaction.instrument_name);
  if (name === "new_instrument") return text(transaction.new_instrument_symbol ?? null);
  if (name === "counter_account") return text(transaction.counter_account_name ?? null);
  const value = transaction[name];
  if (value === null || value === undefined) return null;
  const kind = FIELD_KINDS[name];
  if (kind === "choice") return text(CHOICES[name]?.find(([choice]) => choice === String(value))?.[1] ?? String(value));
  if (kind === "date") return { kind: "date", text: String(value) };
  if (kind === "decimal" && !UNITS.includes(name)) return { kind: "money", text: String(value) };
  if (kind === "decimal" || kind === "count") return { kind: "number", text: String(value) };
  return text(String(value));
}

function text(words: string | null): CellValue {
  return words ? { kind: "text", text: words } : null;
}

/** How a revision came about, after the person's name. */
export const REVISION_WORDS: Record<TransactionRevision["change"], string> = {
  recorded: "recorded it",
  revised: "corrected it",
  removed: "removed it",
  restored: "brought it back",
};
