import type { Transaction } from "@/api/types";
import type { Mark } from "@/charts/time-series";

export type OwnTrade = { date: string; tone: Mark["tone"]; quantity: string | null; price: string | null };

const TONES: Partial<Record<Transaction["type"], Mark["tone"]>> = { buy: "in", delivery_in: "in", sell: "out", delivery_out: "out", split: "fact" };

/** What is marked on the price: units that came, units that went, and splits. */
export function ownTrades(transactions: Pick<Transaction, "type" | "date" | "quantity" | "price">[]): OwnTrade[] {
  return transactions.flatMap(({ type, date, quantity, price }) => {
    const tone = TONES[type];
    return tone ? [{ date, tone, quantity: quantity ?? null, price: price ?? null }] : [];
  });
}

/** Each trade at the latest price of its day or before; before the first price there is no place for it. */
export function placeMarks(dates: string[], trades: OwnTrade[]): Mark[] {
  return trades.flatMap(({ date, tone }) => {
    let low = 0;
    let high = dates.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((dates[middle] ?? "") <= date) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? [] : [{ at: low - 1, tone }];
  });
}
