import type { CashInLieu, InstrumentReference, NewTransaction, Transaction, TransactionType } from "@/api/types";
import { isDecimal, shiftPoint } from "@/lib/decimal";
import { plainDecimal } from "@/lib/form";
import { FIELD_KINDS, FIELD_NAMES, type FieldName } from "./fields";

type InstrumentField = "instrument" | "new_instrument";

/** What stands in the form: everything that was typed for any type, though the type at hand shows only its own. */
export type Draft = {
  type: TransactionType;
  account: string;
  date: string;
  /** Null follows the account. */
  currency: string | null;
  instruments: Record<InstrumentField, InstrumentReference | null>;
  typed: Partial<Record<FieldName, string>>;
  note: string;
};

const NO_INSTRUMENTS: Draft["instruments"] = { instrument: null, new_instrument: null };

export function isInstrumentField(name: FieldName): name is InstrumentField {
  return name === "instrument" || name === "new_instrument";
}

type Start = { account: string; today: string; instrument: InstrumentReference | null; type?: TransactionType };

export function newDraft(start: Start): Draft {
  const instruments = { ...NO_INSTRUMENTS, instrument: start.instrument };
  return { type: start.type ?? "buy", account: start.account, date: start.today, currency: null, instruments, typed: {}, note: "" };
}

export function draftOf(transaction: Transaction, instruments: Draft["instruments"] = NO_INSTRUMENTS): Draft {
  const typed: Draft["typed"] = {};
  for (const name of FIELD_NAMES) {
    const value = transaction[name];
    if (value === null || value === undefined || isInstrumentField(name)) continue;
    typed[name] = FIELD_KINDS[name] === "percent" ? percentOf(String(value)) : String(value);
  }
  const { type, account, date, currency, note } = transaction;
  return { type, account, date, currency, instruments, typed, note: note ?? "" };
}

/** The same thing once more: on another day. */
export function duplicateOf(draft: Draft, today: string): Draft {
  const typed = { ...draft.typed };
  for (const name of ["time", "settlement_date", "counter_date"] as const) delete typed[name];
  return { ...draft, typed, date: today };
}

type Value = string | number | boolean | CashInLieu | null;

/**
 * The body that the draft stands for, with the fields that the type takes. When a transaction
 * changes, a field that its form no longer shows, or shows empty, is cleared explicitly. Chosen
 * lots and fractions paid in cash stay as they are until the type changes.
 */
export function bodyOf(draft: Draft, currency: string, shown: FieldName[], before?: Transaction): NewTransaction {
  const fields: Record<string, Value> = {};
  for (const name of FIELD_NAMES) {
    const value = shown.includes(name) ? valueOf(draft, name) : null;
    if (value !== null) fields[name] = value;
    else if (before?.[name] !== null && before?.[name] !== undefined) fields[name] = null;
  }
  if (before && before.type !== draft.type) {
    if (before.lots) fields.lots = null;
    if (before.cash_in_lieu) fields.cash_in_lieu = null;
  }
  const note = draft.note.trim();
  if (note || before?.note) fields.note = note || null;
  return Object.assign({ account: draft.account, type: draft.type, date: draft.date, currency: (draft.currency ?? currency).trim().toUpperCase() }, fields);
}

/** The whole of what would stand after saving: what an edit leaves alone goes along, what it clears is gone. */
export function wholeOf(body: NewTransaction, before?: Transaction): NewTransaction {
  const kept = before ? { sequence: before.sequence, ...(before.type === body.type ? { lots: before.lots, cash_in_lieu: before.cash_in_lieu } : {}) } : {};
  const whole: NewTransaction = { ...kept, ...body };
  for (const [name, value] of Object.entries(whole)) if (value === null) Reflect.deleteProperty(whole, name);
  return whole;
}

export function isFilled(draft: Draft, name: FieldName): boolean {
  return valueOf(draft, name) !== null;
}

/** What a field holds in the form that the API takes; null where nothing is written. */
function valueOf(draft: Draft, name: FieldName): string | number | boolean | null {
  if (isInstrumentField(name)) return draft.instruments[name]?.id ?? null;
  const typed = draft.typed[name]?.trim() ?? "";
  if (typed === "") return null;
  if (name === "realises") return typed === "true";
  switch (FIELD_KINDS[name]) {
    case "decimal":
      return plainDecimal(typed);
    case "percent": {
      const plain = plainDecimal(typed);
      return isDecimal(plain) ? shiftPoint(plain, -2) : plain;
    }
    case "count":
      return /^\d{1,10}$/.test(typed) ? Number(typed) : null;
    case "currency":
      return typed.toUpperCase();
    default:
      return typed;
  }
}

/** What can be said at a field without asking the server: numbers that are none. */
export function typingProblems(draft: Draft, shown: FieldName[]): Partial<Record<FieldName, string>> {
  const problems: Partial<Record<FieldName, string>> = {};
  for (const name of shown) {
    const typed = draft.typed[name]?.trim() ?? "";
    if (typed === "") continue;
    const kind = FIELD_KINDS[name];
    if ((kind === "decimal" || kind === "percent") && !isDecimal(plainDecimal(typed))) problems[name] = "Write a plain number such as 1204.50.";
    if (kind === "count" && !/^[1-9]\d{0,9}$/.test(typed)) problems[name] = "Write a whole number such as 4.";
  }
  return problems;
}

/** A fraction as it is typed: 0.25 as 25. */
function percentOf(fraction: string): string {
  const shifted = shiftPoint(fraction, 2);
  return shifted.includes(".") ? shifted.replace(/\.?0+$/, "") : shifted;
}
