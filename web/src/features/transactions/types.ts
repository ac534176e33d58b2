import type { TransactionType } from "@/api/types";

export const TYPE_LABELS: Record<TransactionType, string> = {
  buy: "Buy",
  sell: "Sell",
  dividend: "Dividend",
  interest: "Interest",
  interest_charge: "Interest charge",
  income: "Income",
  expense: "Expense",
  fee: "Fee",
  fee_refund: "Fee refund",
  tax: "Tax",
  tax_refund: "Tax refund",
  deposit: "Deposit",
  withdrawal: "Withdrawal",
  cash_transfer: "Cash transfer",
  fx_exchange: "Currency exchange",
  transfer: "Securities transfer",
  delivery_in: "Delivery in",
  delivery_out: "Delivery out",
  split: "Split",
  valuation: "Valuation",
  loan_draw: "Loan drawn",
  loan_repayment: "Loan repayment",
};

export const TYPE_GROUPS: { label: string; types: TransactionType[] }[] = [
  { label: "Trades", types: ["buy", "sell"] },
  { label: "Income", types: ["dividend", "interest", "income"] },
  { label: "Cash", types: ["deposit", "withdrawal", "cash_transfer", "fx_exchange"] },
  { label: "Costs", types: ["fee", "tax", "expense", "interest_charge", "fee_refund", "tax_refund"] },
  { label: "Securities", types: ["transfer", "delivery_in", "delivery_out", "split", "valuation"] },
  { label: "Loans", types: ["loan_draw", "loan_repayment"] },
];

export type FieldName =
  | "instrument"
  | "quantity"
  | "price"
  | "amount"
  | "fee"
  | "tax"
  | "fx_rate"
  | "counter_account"
  | "counter_date"
  | "counter_amount"
  | "counter_currency"
  | "ratio_to"
  | "ratio_from"
  | "cost"
  | "cost_date"
  | "loan"
  | "principal"
  | "interest"
  | "category";

type Fields = { needed: FieldName[]; optional: FieldName[] };

const TRADE: Fields = { needed: ["instrument", "quantity", "price"], optional: ["fee", "tax", "amount", "fx_rate"] };
const AMOUNT: Fields = { needed: ["amount"], optional: [] };
const COST: Fields = { needed: ["amount"], optional: ["instrument"] };

/** Which fields a type takes, in the order of the form; the contract refuses the others. */
export const TYPE_FIELDS: Record<TransactionType, Fields> = {
  buy: TRADE,
  sell: TRADE,
  dividend: { needed: ["instrument", "amount"], optional: ["tax", "fee"] },
  interest: { needed: ["amount"], optional: ["tax", "instrument"] },
  interest_charge: COST,
  income: { needed: ["amount"], optional: ["category", "tax"] },
  expense: { needed: ["amount"], optional: ["category"] },
  fee: COST,
  fee_refund: COST,
  tax: COST,
  tax_refund: COST,
  deposit: AMOUNT,
  withdrawal: AMOUNT,
  cash_transfer: { needed: ["counter_account", "amount"], optional: ["counter_date", "counter_amount", "counter_currency"] },
  fx_exchange: { needed: ["amount", "counter_amount", "counter_currency"], optional: ["fee"] },
  transfer: { needed: ["instrument", "quantity", "counter_account"], optional: ["counter_date", "fee"] },
  delivery_in: { needed: ["instrument", "quantity"], optional: ["cost", "cost_date"] },
  delivery_out: { needed: ["instrument", "quantity"], optional: [] },
  split: { needed: ["instrument", "ratio_to", "ratio_from"], optional: [] },
  valuation: { needed: ["instrument", "price"], optional: [] },
  loan_draw: { needed: ["loan", "amount"], optional: [] },
  loan_repayment: { needed: ["loan", "principal", "interest"], optional: ["amount", "fee"] },
};
