import { describe, expect, it } from "vitest";
import { ownTrades, placeMarks } from "./own-trades";

const trade = (type: "buy" | "sell" | "dividend" | "split", date: string) => ({ type, date, quantity: "10", price: "5" });

describe("own trades on the price", () => {
  it("are what moved units, and splits", () => {
    const trades = ownTrades([trade("buy", "2026-01-02"), trade("dividend", "2026-02-02"), trade("sell", "2026-03-02"), trade("split", "2026-04-02")]);
    expect(trades.map(({ tone }) => tone)).toEqual(["in", "out", "fact"]);
  });

  it("stand at the price of their day, or the latest before", () => {
    const dates = ["2026-01-02", "2026-01-05", "2026-01-06"];
    expect(placeMarks(dates, ownTrades([trade("buy", "2026-01-05"), trade("sell", "2026-01-04"), trade("buy", "2026-02-01")]))).toEqual([
      { at: 1, tone: "in" },
      { at: 0, tone: "out" },
      { at: 2, tone: "in" },
    ]);
  });

  it("have no place before the first price", () => {
    expect(placeMarks(["2026-01-02"], ownTrades([trade("buy", "2025-12-31")]))).toEqual([]);
  });
});
