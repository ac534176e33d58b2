import type { Holding } from "@/api/types";
import { compareDecimals } from "@/lib/decimal";

export const COLUMNS = ["name", "quantity", "price", "value", "cost", "gain", "percent", "weight"] as const;
export type Column = (typeof COLUMNS)[number];
export type Order = { column: Column; direction: "ascending" | "descending" };

const TEXT: Record<Exclude<Column, "name" | "weight">, (holding: Holding) => string | null | undefined> = {
  quantity: (holding) => holding.quantity,
  price: (holding) => holding.price,
  value: (holding) => holding.value?.amount,
  cost: (holding) => holding.cost_basis?.amount,
  gain: (holding) => holding.unrealized_gain?.amount,
  percent: (holding) => holding.unrealized_gain_percent,
};

/** Exact order by the digits; what is unknown comes last in either direction. */
export function sortHoldings(holdings: Holding[], { column, direction }: Order): Holding[] {
  const turn = direction === "ascending" ? 1 : -1;
  return [...holdings].sort((a, b) => {
    if (column === "name") return turn * a.instrument.symbol.localeCompare(b.instrument.symbol);
    if (column === "weight") return turn * ((a.weight ?? 0) - (b.weight ?? 0));
    const [left, right] = [TEXT[column](a), TEXT[column](b)];
    if (left == null || right == null) return Number(left == null) - Number(right == null);
    return turn * compareDecimals(left, right);
  });
}

export function findHoldings(holdings: Holding[], words: string): Holding[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return holdings;
  return holdings.filter(({ instrument }) =>
    [instrument.symbol, instrument.name, instrument.isin ?? ""].some((text) => text.toLowerCase().includes(wanted)),
  );
}
