import { describe, expect, it } from "vitest";
import { calendarReturns } from "./calendar-returns";

const point = (date: string, twr: number) => ({ date, twr });

describe("returns of calendar months and years", () => {
  it("multiply to the return of the year", () => {
    const [year] = calendarReturns([point("2025-12-31", 0), point("2026-01-31", 0.1), point("2026-02-28", 0.045)]);
    expect(year?.year).toBe("2026");
    expect(year?.months[0]).toEqual({ known: "yes", ratio: expect.closeTo(0.1, 12) });
    expect(year?.months[1]).toEqual({ known: "yes", ratio: expect.closeTo(-0.05, 12) });
    expect(year?.months[2]).toEqual({ known: "no" });
    expect(year?.total).toBeCloseTo(0.045, 12);
  });

  it("put the latest year first, each from the end of the one before", () => {
    const years = calendarReturns([point("2024-12-31", 0), point("2025-12-31", 0.5), point("2026-06-30", 0.2)]);
    expect(years.map(({ year, total }) => [year, Number(total?.toFixed(6))])).toEqual([["2026", -0.2], ["2025", 0.5]]);
  });

  it("take the last point of a month where there are several", () => {
    const [year] = calendarReturns([point("2026-01-10", 0), point("2026-01-20", 0.5), point("2026-01-31", 0.2)]);
    expect(year?.months[0]).toEqual({ known: "yes", ratio: expect.closeTo(0.2, 12) });
  });

  it("are unknown after everything was lost", () => {
    const [year] = calendarReturns([point("2025-12-31", 0), point("2026-01-31", -1), point("2026-02-28", -1)]);
    expect(year?.months[1]).toEqual({ known: "yes", ratio: null });
  });
});
