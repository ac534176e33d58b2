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
  stock_dividend: "Stock dividend",
  spin_off: "Spin-off",
  merger: "Merger",
  rights: "Rights issue",
  return_of_capital: "Return of capital",
  symbol_change: "Change of symbol",
  reward: "Reward",
  swap: "Swap",
  valuation: "Valuation",
  balance: "Statement balance",
  loan_draw: "Loan drawn",
  loan_repayment: "Loan repayment",
};

export const TYPE_GROUPS: { label: string; types: TransactionType[] }[] = [
  { label: "Buy and sell", types: ["buy", "sell", "swap"] },
  { label: "Income", types: ["dividend", "interest", "income", "reward"] },
  { label: "Money in and out", types: ["deposit", "withdrawal", "cash_transfer", "fx_exchange"] },
  { label: "Costs and refunds", types: ["fee", "tax", "expense", "interest_charge", "fee_refund", "tax_refund"] },
  { label: "Securities moved", types: ["transfer", "delivery_in", "delivery_out"] },
  { label: "What a company did", types: ["split", "stock_dividend", "spin_off", "merger", "rights", "return_of_capital", "symbol_change"] },
  { label: "Loans", types: ["loan_draw", "loan_repayment"] },
  { label: "Value and checks", types: ["valuation", "balance"] },
];

/** What happened, in a sentence. */
export const TYPE_HINTS: Record<TransactionType, string> = {
  buy: "You paid for units of something.",
  sell: "You sold units for money.",
  dividend: "A holding paid you.",
  interest: "Your money earned interest.",
  interest_charge: "You paid interest.",
  income: "Salary, rent or other money earned.",
  expense: "Money spent.",
  fee: "The bank or broker charged you.",
  fee_refund: "A fee came back.",
  tax: "Tax that you paid.",
  tax_refund: "Tax that came back.",
  deposit: "Money came in from outside.",
  withdrawal: "Money left to the outside.",
  cash_transfer: "Money moved between your accounts.",
  fx_exchange: "One currency became another.",
  transfer: "Units moved between your accounts.",
  delivery_in: "Units came in from outside.",
  delivery_out: "Units left to the outside.",
  split: "Each old unit became several, or fewer.",
  stock_dividend: "A holding paid in units of itself.",
  spin_off: "A part of a company became its own share.",
  merger: "One share became another.",
  rights: "You got or used rights to new shares.",
  return_of_capital: "A company paid back part of what you put in.",
  symbol_change: "The same thing under another name.",
  reward: "Units for staking, or as a present.",
  swap: "You gave one thing for another.",
  valuation: "What something is worth on a day.",
  balance: "What a statement says; the book is checked against it.",
  loan_draw: "The bank paid out a loan.",
  loan_repayment: "You paid principal and interest.",
};

const TYPES = TYPE_GROUPS.flatMap((group) => group.types);

export function typeNamed(text: string | undefined): TransactionType | undefined {
  return TYPES.find((type) => type === text);
}

/** The word for a type, of transactions or of corporate actions; one without a word by its own name. */
export function typeWords(type: string): string {
  const known = typeNamed(type);
  return known ? TYPE_LABELS[known] : type.replaceAll("_", " ");
}
