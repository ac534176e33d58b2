import type { AccountKind, CostBasisMethod } from "@/api/types";

export const KIND_LABELS: Record<AccountKind, string> = {
  brokerage: "Brokerage",
  bank: "Bank",
  savings: "Savings",
  cash: "Cash",
  credit_card: "Credit card",
  pension: "Pension",
  crypto: "Crypto",
  property: "Property",
  loan: "Loan",
  other: "Other",
};

export const COST_BASIS_LABELS: Record<CostBasisMethod, string> = {
  fifo: "First in, first out",
  lifo: "Last in, first out",
  hifo: "Highest cost first",
  average: "Average cost",
  chosen: "Lots you choose",
};
