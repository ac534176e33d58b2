import type { HealthItem } from "@/api/types";

export type HealthGroup = { code: string; title: string; items: HealthItem[] };

const TITLES: Record<string, string> = {
  missing_price: "Prices are missing",
  estimated_price: "Prices are estimated",
  not_valued: "Something is not valued",
  stale_price: "Prices are old",
  missing_rate: "Exchange rates are missing",
  estimated_rate: "Exchange rates are estimated",
  stale_rate: "Exchange rates are old",
  sold_without_lots: "More was sold than was bought",
  unknown_cost: "A cost is not known",
  price_scale_fault: "A price looks a hundred times too high or too low",
  large_flow: "A day with much more money than was invested",
  earned_without_capital: "Gain without anything invested",
  open_transfer: "A transfer has not arrived",
  valuation_without_holding: "A valuation of what is not held",
  balance_difference: "A balance differs from the statement",
  capital_below_zero: "More was taken out than was there",
};

/** By kind of doubt, in the order in which the server has them: the gravest first. */
export function groupHealth(items: HealthItem[]): HealthGroup[] {
  const groups = new Map<string, HealthItem[]>();
  for (const item of items) groups.set(item.code, [...(groups.get(item.code) ?? []), item]);
  return [...groups].map(([code, ofOne]) => ({ code, items: ofOne, title: TITLES[code] ?? plain(code) }));
}

function plain(code: string): string {
  const words = code.replaceAll("_", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
