import { addMonths, type CivilDate } from "@/lib/date";
import { parsePeriod, type Period, periodDates } from "@/lib/period";

export type SearchParams = Record<string, string | string[] | undefined>;

export const CHARTS = ["value", "return"] as const;
export type ChartName = (typeof CHARTS)[number];

export const ALLOCATIONS = ["asset_class", "currency", "account", "instrument"] as const;
export type AllocationName = (typeof ALLOCATIONS)[number];

export type PortfolioAddress = {
  portfolio: string | undefined;
  period: Period;
  chart: ChartName;
  by: AllocationName;
  /** Whose part of the net worth; absent, the household's. */
  of: string | undefined;
};

/** Everything the portfolio and account screens read from their address. */
export function parsePortfolioAddress(query: SearchParams): PortfolioAddress {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === "string" ? value : undefined;
  };
  return {
    portfolio: text("id"),
    period: parsePeriod({ period: text("period"), from: text("from"), to: text("to") }, "1y"),
    chart: CHARTS.find((chart) => chart === text("chart")) ?? "value",
    by: ALLOCATIONS.find((by) => by === text("by")) ?? "asset_class",
    of: text("of"),
  };
}

export type SeriesQuery = { from?: CivilDate; to: CivilDate; interval: "day" | "week" | "month" };

/** Days for what fits a screen's width, weeks beyond: figures are by the day in either case. */
export function seriesQuery(period: Period, on: CivilDate): SeriesQuery {
  const dates = periodDates(period, on);
  const long = dates.from === undefined || dates.from < addMonths(on, -30);
  return { ...dates, interval: long ? "week" : "day" };
}
