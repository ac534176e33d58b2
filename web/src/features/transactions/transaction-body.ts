import type { NewTransaction, Transaction, TransactionType } from "@/api/types";
import { plainDecimal, textOf, textOrNull } from "@/lib/form";
import { type FieldName, TYPE_FIELDS } from "./types";

const DECIMALS = ["quantity", "price", "amount", "fee", "tax", "fx_rate", "counter_amount", "cost", "principal", "interest"] as const;
const TEXTS = ["instrument", "counter_account", "counter_date", "counter_currency", "cost_date", "loan", "category"] as const;
const COUNTS = ["ratio_to", "ratio_from"] as const;

export function fieldsOf(type: TransactionType): FieldName[] {
  return [...TYPE_FIELDS[type].needed, ...TYPE_FIELDS[type].optional];
}

/**
 * The body that a form stands for. When a transaction changes, a field that its form no longer
 * shows but the old revision had is cleared explicitly.
 */
export function transactionBody(form: FormData, type: TransactionType, before?: Transaction): NewTransaction {
  const shown = new Set<string>(fieldsOf(type));
  const body: NewTransaction = {
    account: textOf(form, "account"),
    type,
    date: textOf(form, "date"),
    currency: textOf(form, "currency").toUpperCase(),
  };
  for (const name of DECIMALS) {
    const typed = textOf(form, name);
    if (shown.has(name) && typed) body[name] = plainDecimal(typed);
    else if (before?.[name] != null) body[name] = null;
  }
  for (const name of TEXTS) {
    const typed = textOf(form, name);
    if (shown.has(name) && typed) body[name] = typed;
    else if (before?.[name] != null) body[name] = null;
  }
  for (const name of COUNTS) {
    const typed = textOf(form, name);
    if (shown.has(name) && /^\d{1,10}$/.test(typed)) body[name] = Number(typed);
    else if (before?.[name] != null) body[name] = null;
  }
  const note = textOrNull(form, "note");
  if (note || before?.note) body.note = note;
  const time = textOrNull(form, "time");
  if (time || before?.time) body.time = time;
  return body;
}
