import { describe, expect, it } from "vitest";
import type { Holding } from "@/api/types";
import { findHoldings, sortHoldings } from "./holdings-order";

function holding(symbol: string, amount: string | null): Holding {
  const value = amount === null ? null : { amount, currency: "EUR" };
  return {
    instrument: { id: symbol, symbol, isin: null, name: `${symbol} company`, kind: "stock", currency: "EUR" },
    quantity: "1",
    price: null,
    price_date: null,
    price_stale: false,
    value,
    value_local: value,
    cost_basis: null,
    cost_basis_local: null,
    unrealized_gain: null,
    unrealized_gain_percent: null,
    asset_effect: null,
    currency_effect: null,
    realized_gain: null,
    income: { amount: "0.00", currency: "EUR" },
    weight: null,
  };
}

const held = [holding("B", "9.99"), holding("A", "100.00"), holding("C", null), holding("D", "-3.00")];
const symbols = (holdings: Holding[]) => holdings.map((each) => each.instrument.symbol).join("");

describe("holdings", () => {
  it("sorts by the figure, not by its text, unknown ones last", () => {
    expect(symbols(sortHoldings(held, { column: "value", direction: "descending" }))).toBe("ABDC");
    expect(symbols(sortHoldings(held, { column: "value", direction: "ascending" }))).toBe("DBAC");
    expect(symbols(sortHoldings(held, { column: "name", direction: "ascending" }))).toBe("ABCD");
  });

  it("finds by symbol, name or ISIN", () => {
    expect(symbols(findHoldings(held, "b comp"))).toBe("B");
    expect(symbols(findHoldings(held, " "))).toBe("BACD");
  });
});
