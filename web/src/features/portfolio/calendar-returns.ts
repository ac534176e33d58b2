import type { Returns } from "@/api/types";
import type { YearOfReturns } from "@/charts/return-heatmap";

/** Years as rows of twelve months, the latest first; a month outside of the interval is none. */
export function calendarReturns({ months, years }: Pick<Returns, "months" | "years">): YearOfReturns[] {
  const byMonth = new Map(months.map(({ period, twr }) => [period, twr]));
  return [...years].reverse().map(({ period: year, twr }) => ({
    year,
    total: twr,
    months: Array.from({ length: 12 }, (_, month) => {
      const ratio = byMonth.get(`${year}-${String(month + 1).padStart(2, "0")}`);
      return ratio === undefined ? { known: "no" } : { known: "yes", ratio };
    }),
  }));
}
