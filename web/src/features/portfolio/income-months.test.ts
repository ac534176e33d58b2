import { describe, expect, it } from "vitest";
import { monthTicks } from "./income-months";

function months(from: string, count: number) {
  const [year = 0, month = 1] = from.split("-").map(Number);
  return Array.from({ length: count }, (_, index) => {
    const all = year * 12 + month - 1 + index;
    return { month: `${Math.floor(all / 12)}-${String((all % 12) + 1).padStart(2, "0")}` };
  });
}

describe("labels under the months", () => {
  it("name the last month of a year, and at most eight", () => {
    const ticks = monthTicks(months("2025-12", 12), "en-GB");
    expect(ticks.at(-1)).toBe("Nov 2026");
    expect(ticks.filter(Boolean).length).toBeLessThanOrEqual(8);
  });

  it("name years where there are many months", () => {
    const ticks = monthTicks(months("2016-03", 129), "en-GB");
    expect(ticks.filter(Boolean)).toEqual(["2018", "2020", "2022", "2024", "2026"]);
  });
});
