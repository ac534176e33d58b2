import { describe, expect, it } from "vitest";
import { addDays } from "@/lib/date";
import { thin } from "./drawdown-chart";

describe("many days on one screen", () => {
  const series = Array.from({ length: 4000 }, (_, index) => ({ date: addDays("2016-01-01", index), drawdown: index === 1234 ? -0.5 : 0 }));

  it("keep the deepest fall, the order and the last day", () => {
    const thinned = thin(series);
    expect(thinned.length).toBeLessThan(720);
    expect(thinned).toContainEqual(series[1234]);
    expect(thinned.at(-1)).toEqual(series.at(-1));
    expect([...thinned].sort((a, b) => (a.date < b.date ? -1 : 1))).toEqual(thinned);
  });

  it("are left alone where they fit", () => {
    expect(thin(series.slice(0, 300))).toHaveLength(300);
  });
});
