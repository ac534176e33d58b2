import type { NewTransaction, TransactionType } from "@/api/types";

/** What the form offers of a transaction besides account, type, date, currency and note. */
export type FieldName = Exclude<
  keyof NewTransaction,
  "account" | "type" | "date" | "currency" | "note" | "external_id" | "sequence" | "lots" | "cash_in_lieu"
>;

export type FieldKind = "instrument" | "account" | "loan" | "decimal" | "percent" | "count" | "date" | "time" | "currency" | "text" | "choice";

export const FIELD_KINDS: Record<FieldName, FieldKind> = {
  instrument: "instrument",
  new_instrument: "instrument",
  rights: "choice",
  quantity: "decimal",
  new_quantity: "decimal",
  price: "decimal",
  amount: "decimal",
  principal: "decimal",
  interest: "decimal",
  fee: "decimal",
  tax: "decimal",
  accrued_interest: "decimal",
  fx_rate: "decimal",
  loan: "loan",
  counter_account: "account",
  arrival: "choice",
  counter_date: "date",
  counter_amount: "decimal",
  counter_currency: "currency",
  ratio_to: "count",
  ratio_from: "count",
  cost_share: "percent",
  new_price: "decimal",
  cost: "decimal",
  cost_date: "date",
  realises: "choice",
  fee_quantity: "decimal",
  fee_price: "decimal",
  category: "text",
  time: "time",
  settlement_date: "date",
};

export const FIELD_NAMES: readonly FieldName[] = namesIn(FIELD_KINDS);

const LABELS: Record<FieldName, string> = {
  instrument: "Instrument",
  new_instrument: "New instrument",
  rights: "What was done",
  quantity: "Quantity",
  new_quantity: "Units received",
  price: "Price per unit",
  amount: "Amount",
  principal: "Principal",
  interest: "Interest",
  fee: "Fee",
  tax: "Tax",
  accrued_interest: "Accrued interest",
  fx_rate: "Exchange rate",
  loan: "Loan",
  counter_account: "To account",
  arrival: "Other side",
  counter_date: "Arrived on",
  counter_amount: "Amount received",
  counter_currency: "In currency",
  ratio_to: "New units",
  ratio_from: "For old units",
  cost_share: "Share of the cost, %",
  new_price: "Value of a new unit",
  cost: "Cost brought along",
  cost_date: "Acquired on",
  realises: "Counts as",
  fee_quantity: "Fee in units",
  fee_price: "Price of those units",
  category: "Category",
  time: "Time",
  settlement_date: "Settled on",
};

type Words = Partial<Record<FieldName, string>>;
const RECEIVED: Words = { amount: "Amount received", tax: "Tax withheld", counter_amount: "Credited as", counter_currency: "In currency" };
const PAID: Words = { amount: "Amount paid" };

/** Where a type has a plainer word for its field. */
const LABELS_BY_TYPE: Partial<Record<TransactionType, Words>> = {
  buy: { amount: "Total paid" },
  sell: { amount: "Total received" },
  swap: { instrument: "Given", quantity: "Units given", new_instrument: "Received", amount: "Worth" },
  dividend: RECEIVED,
  interest: RECEIVED,
  income: RECEIVED,
  reward: { quantity: "Units received", amount: "Worth" },
  delivery_in: { amount: "Worth on that day" },
  delivery_out: { amount: "Worth on that day" },
  deposit: { amount: "Amount paid in" },
  withdrawal: { amount: "Amount taken out" },
  cash_transfer: { amount: "Amount sent" },
  fx_exchange: { amount: "Amount given" },
  expense: PAID,
  fee: PAID,
  tax: PAID,
  interest_charge: PAID,
  fee_refund: { amount: "Amount received" },
  tax_refund: { amount: "Amount received" },
  stock_dividend: { quantity: "Units received", amount: "Worth" },
  merger: { instrument: "Old instrument", amount: "Cash received" },
  rights: { new_instrument: "Rights or new share", amount: "Paid for the new units" },
  return_of_capital: { amount: "Amount received" },
  symbol_change: { instrument: "Old instrument" },
  valuation: { amount: "Value" },
  balance: { amount: "Cash on the statement", quantity: "Units on the statement" },
  loan_draw: { amount: "Amount drawn" },
  loan_repayment: { amount: "Total paid" },
};

export function fieldLabel(name: FieldName, type: TransactionType): string {
  return LABELS_BY_TYPE[type]?.[name] ?? LABELS[name];
}

const HINTS: Words = {
  cost: "Left empty, the cost counts as unknown.",
  cost_date: "Left empty, the day it arrived.",
  counter_date: "Left empty, the same day.",
};

export function fieldHint(name: FieldName): string | undefined {
  return HINTS[name];
}

/** The choices of a field that has few; the first is what counts where nothing is said. */
export const CHOICES: Partial<Record<FieldName, [value: string, label: string][]>> = {
  realises: [
    ["", "A gift: no gain is realised"],
    ["true", "A disposal: the gain counts"],
  ],
  arrival: [
    ["", "It arrived"],
    ["pending", "Still on its way"],
  ],
  rights: [
    ["", "Rights were granted"],
    ["exercise", "Rights were exercised"],
  ],
};

const RARE: FieldName[] = ["fx_rate", "accrued_interest", "time", "settlement_date", "fee_quantity", "fee_price", "arrival"];
const CREDITED: FieldName[] = ["counter_amount", "counter_currency"];
const PER_UNIT: FieldName[] = ["quantity", "price"];
const RARE_BY_TYPE: Partial<Record<TransactionType, FieldName[]>> = {
  dividend: CREDITED,
  interest: [...CREDITED, ...PER_UNIT],
  income: [...CREDITED, ...PER_UNIT, "instrument"],
  delivery_in: ["price", "amount"],
  delivery_out: ["price", "amount"],
};

/** What few people know of their transaction: folded away until it is wanted or filled. */
export function isRare(name: FieldName, type: TransactionType): boolean {
  return RARE.includes(name) || (RARE_BY_TYPE[type] ?? []).includes(name);
}

export function fieldNamed(text: string): FieldName | undefined {
  return FIELD_NAMES.find((name) => name === text);
}

function namesIn(kinds: Record<FieldName, FieldKind>): FieldName[] {
  const names: FieldName[] = [];
  let name: FieldName;
  for (name in kinds) names.push(name);
  return names;
}
