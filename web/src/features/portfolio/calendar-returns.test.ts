import { describe, expect, it } from "vitest";
import { calendarReturns } from "./calendar-returns";

const period = (name: string, twr: number | null) => ({ period: name, from: "2025-12-31", to: "2026-01-31", twr, gain: { amount: "0.00", currency: "EUR" } });

describe("returns of calendar months and years", () => {
  it("stand in rows of twelve, the latest year first", () => {
    const rows = calendarReturns({
      months: [period("2025-12", 0.01), period("2026-01", -0.02), period("2026-02", null)],
      years: [period("2025", 0.01), period("2026", -0.02)],
    });
    expect(rows.map(({ year, total }) => [year, total])).toEqual([["2026", -0.02], ["2025", 0.01]]);
    expect(rows[0]?.months.slice(0, 3)).toEqual([{ known: "yes", ratio: -0.02 }, { known: "yes", ratio: null }, { known: "no" }]);
    expect(rows[1]?.months[11]).toEqual({ known: "yes", ratio: 0.01 });
  });
});
