import type { AllocationBy, CostBasisMethod } from "@/api/types";
import { addMonths, type CivilDate } from "@/lib/date";
import { parsePeriod, type Period, periodDates } from "@/lib/period";

export type SearchParams = Record<string, string | string[] | undefined>;

export const TABS = ["performance", "holdings", "lots", "trades", "income", "risk", "allocation", "contribution"] as const;
export type Tab = (typeof TABS)[number];

export const TAB_LABELS: Record<Tab, string> = {
  performance: "Performance",
  holdings: "Holdings",
  lots: "Lots",
  trades: "Trades",
  income: "Income",
  risk: "Risk",
  allocation: "Allocation",
  contribution: "Contribution",
};

/** Tabs that look at a stretch of time; the others look at today. */
export const WITH_PERIOD: Tab[] = ["performance", "trades", "income", "risk", "contribution"];
/** Tabs whose figures depend on which units a sale takes first. */
export const WITH_METHOD: Tab[] = ["performance", "holdings", "lots", "trades"];

export const CHARTS = ["value", "return"] as const;
export type ChartName = (typeof CHARTS)[number];

export const ALLOCATIONS = ["asset_class", "currency", "region", "sector", "account", "instrument"] as const satisfies AllocationBy[];
export type AllocationName = (typeof ALLOCATIONS)[number];

/** What a report can be asked to compute by instead of what each account says. */
export const METHODS = ["fifo", "lifo", "hifo", "average"] as const satisfies CostBasisMethod[];
export type Method = (typeof METHODS)[number];

/** How a report is wanted; absent, as the portfolio and its accounts have it. */
export type ReportChoice = {
  currency?: string;
  method?: Method;
  /** The instrument to compare with. */
  benchmark?: string;
};

export type PortfolioAddress = {
  portfolio: string | undefined;
  period: Period;
  choice: ReportChoice;
  chart: ChartName;
  by: AllocationName;
  /** Whose part of the net worth; absent, the household's. */
  of: string | undefined;
};

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Everything the portfolio and account screens read from their address. */
export function parsePortfolioAddress(query: SearchParams): PortfolioAddress {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === "string" ? value : undefined;
  };
  const currency = text("currency");
  const benchmark = text("benchmark");
  const method = METHODS.find((each) => each === text("method"));
  return {
    portfolio: text("id"),
    period: parsePeriod({ period: text("period"), from: text("from"), to: text("to") }, "1y"),
    choice: {
      ...(currency && /^[A-Z]{3}$/.test(currency) ? { currency } : {}),
      ...(method ? { method } : {}),
      ...(UUID.test(benchmark ?? "") ? { benchmark } : {}),
    },
    chart: CHARTS.find((chart) => chart === text("chart")) ?? "value",
    by: ALLOCATIONS.find((by) => by === text("by")) ?? "asset_class",
    of: text("of"),
  };
}

const KEPT = ["id", "period", "from", "to", "currency", "method", "benchmark"];

/** The address of a tab: which portfolio, period, currency and method go along, the rest is the tab's own. */
export function tabAddress(tab: Tab, query: URLSearchParams, changes: Record<string, string | null> = {}): string {
  const kept = new URLSearchParams();
  for (const name of KEPT) {
    const value = name in changes ? changes[name] : query.get(name);
    if (value) kept.set(name, value);
  }
  const path = tab === "performance" ? "/portfolio" : `/portfolio/${tab}`;
  return kept.size > 0 ? `${path}?${kept}` : path;
}

/** The tab that a path shows. */
export function tabOf(pathname: string): Tab {
  const [, , name] = pathname.split("/");
  return TABS.find((tab) => tab === name) ?? "performance";
}

/** The same page with one thing changed: everything else of its address stays. */
export function pageAddress(path: string, query: SearchParams, changes: Record<string, string>): string {
  const kept = Object.entries(query).flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
  return `${path}?${new URLSearchParams({ ...Object.fromEntries(kept), ...changes })}`;
}

export type SeriesQuery = { from?: CivilDate; to: CivilDate; interval: "day" | "week" | "month" };

/** Days for what fits a screen's width, weeks beyond: figures are by the day in either case. */
export function seriesQuery(period: Period, on: CivilDate): SeriesQuery {
  const dates = periodDates(period, on);
  const long = dates.from === undefined || dates.from < addMonths(on, -30);
  return { ...dates, interval: long ? "week" : "day" };
}
