import type { ImportField, ImportKind, ImportRowStatus, ImportState } from "@/api/types";

export const KIND_LABELS: Record<ImportKind, string> = {
  transactions: "Transactions",
  prices: "Prices",
  fx: "Exchange rates",
  corporate_actions: "Splits",
};

export const STATE_LABELS: Record<ImportState, string> = {
  staged: "Waiting for you",
  refused: "Not readable",
  committing: "Importing",
  committed: "Imported",
  reverting: "Taking back",
  reverted: "Taken back",
  failed: "Failed",
};

export const STATE_TONES: Record<ImportState, "plain" | "accent" | "gain" | "warning" | "loss"> = {
  staged: "accent",
  refused: "loss",
  committing: "accent",
  committed: "gain",
  reverting: "warning",
  reverted: "plain",
  failed: "loss",
};

export const STATUS_LABELS: Record<ImportRowStatus, string> = {
  new: "New",
  duplicate: "Duplicate",
  changed: "Changed",
  error: "Error",
  ignored: "Says nothing",
  skipped: "Skipped",
  committed: "Imported",
  reverted: "Taken back",
};

export const STATUS_TONES: Record<ImportRowStatus, "plain" | "accent" | "gain" | "warning" | "loss" | "info"> = {
  new: "plain",
  duplicate: "plain",
  changed: "info",
  error: "loss",
  ignored: "plain",
  skipped: "plain",
  committed: "gain",
  reverted: "plain",
};

export const STATUSES: ImportRowStatus[] = ["new", "changed", "duplicate", "error", "ignored", "skipped", "committed", "reverted"];

export const FIELD_LABELS: Record<ImportField, string> = {
  date: "Date",
  time: "Time",
  type: "Type",
  symbol: "Symbol",
  isin: "ISIN",
  name: "Name",
  quantity: "Quantity",
  price: "Price",
  amount: "Amount",
  currency: "Currency",
  fee: "Fee",
  tax: "Tax",
  fx_rate: "Exchange rate",
  account: "Account",
  counter_account: "Other account",
  ratio_to: "New units",
  ratio_from: "Old units",
  external_id: "Source's id",
  note: "Note",
  settlement_date: "Settlement date",
  accrued_interest: "Accrued interest",
  counter_date: "Arrival date",
  counter_amount: "Arriving amount",
  counter_currency: "Arriving currency",
  cost: "Cost brought in",
  cost_date: "Acquired on",
  realises: "Realises a gain",
  loan: "Loan",
  principal: "Principal",
  interest: "Interest",
  category: "Category",
  sequence: "Order in the day",
  account_settings: "Account settings",
  counter_account_settings: "Other account's settings",
  instrument_settings: "Instrument settings",
  arrival: "Arrival",
  fee_quantity: "Fee in units",
  fee_price: "Price of the fee",
  new_symbol: "New symbol",
  new_isin: "New ISIN",
  new_name: "New name",
  new_instrument_settings: "New instrument's settings",
  new_quantity: "Units received",
  new_price: "Value of a new unit",
  cost_share: "Share of the cost",
  rights: "Rights",
  cash_in_lieu_quantity: "Fraction paid in cash",
  cash_in_lieu_amount: "Cash for the fraction",
  gross_amount: "Gross amount",
  ratio: "Split ratio",
  dividend_per_share: "Dividend per share",
  close: "Closing price",
  from: "From currency",
  to: "To currency",
  rate: "Rate",
};

const TRANSACTION_FIELDS: ImportField[] = [
  "date", "time", "type", "symbol", "isin", "name", "quantity", "price", "amount", "currency", "fee", "tax", "fx_rate",
  "account", "counter_account", "ratio_to", "ratio_from", "external_id", "note",
  "settlement_date", "accrued_interest", "counter_date", "counter_amount", "counter_currency", "cost", "cost_date", "realises",
  "loan", "principal", "interest", "category", "sequence", "account_settings",
  "counter_account_settings", "instrument_settings",
  "new_symbol", "new_isin", "new_name", "new_quantity", "new_price", "cost_share", "rights", "cash_in_lieu_quantity", "cash_in_lieu_amount",
  "arrival", "fee_quantity", "fee_price", "new_instrument_settings", "gross_amount",
];

export const KIND_FIELDS: Record<ImportKind, ImportField[]> = {
  transactions: TRANSACTION_FIELDS,
  prices: ["symbol", "date", "close", "currency"],
  fx: ["date", "from", "to", "rate"],
  corporate_actions: ["symbol", "date", "type", "ratio_to", "ratio_from", "note"],
};

export const NUMERIC_FIELDS = new Set<ImportField>(["quantity", "price", "amount", "fee", "tax", "fx_rate", "close", "rate", "ratio_to", "ratio_from", "new_quantity", "new_price", "cost_share", "fee_quantity", "fee_price", "cash_in_lieu_quantity", "cash_in_lieu_amount"]);

/** 18 kB: sizes are for the eye, powers of ten. */
export function fileSize(bytes: number, locale: string): string {
  const units = ["byte", "kilobyte", "megabyte"] as const;
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return new Intl.NumberFormat(locale, { style: "unit", unit: units[unit], unitDisplay: "short", maximumFractionDigits: value < 10 && unit > 0 ? 1 : 0 }).format(value);
}
