import type { Holdings } from "@/api/types";
import { signOf } from "@/lib/decimal";

/** Of a balance: money that is there, or money that is owed (a loan, an overdraft). */
export function cashWord({ balance }: Holdings["cash"][number]): "Cash" | "Owed" {
  return balance.amount !== null && signOf(balance.amount) < 0 ? "Owed" : "Cash";
}
