import type { YearOfReturns } from "@/charts/return-heatmap";

type ReturnPoint = { date: string; twr: number };

/**
 * The returns of calendar months and years, latest year first, from returns since one day: growth at the end of the
 * stretch over growth at its beginning, less 1. Null where everything was lost before; absent months have no point.
 */
export function calendarReturns(points: ReturnPoint[]): YearOfReturns[] {
  const months = stretches(points, 7);
  const years = stretches(points, 4);
  return [...years].reverse().map(([year, total]) => ({
    year,
    total,
    months: Array.from({ length: 12 }, (_, month) => {
      const key = `${year}-${String(month + 1).padStart(2, "0")}`;
      return months.has(key) ? { known: "yes", ratio: months.get(key) ?? null } : { known: "no" };
    }),
  }));
}

/** By the first characters of the date: 7 are a month, 4 a year. */
function stretches(points: ReturnPoint[], characters: 4 | 7): Map<string, number | null> {
  const ends = new Map<string, number>();
  for (const point of points.slice(1)) ends.set(point.date.slice(0, characters), 1 + point.twr);
  const returns = new Map<string, number | null>();
  let before = 1 + (points[0]?.twr ?? 0);
  for (const [key, growth] of ends) {
    returns.set(key, before === 0 ? null : growth / before - 1);
    before = growth;
  }
  return returns;
}
