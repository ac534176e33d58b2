import { addDays, addMonths, type CivilDate, isCivilDate } from "./date";

export const PERIODS = ["1m", "3m", "6m", "ytd", "1y", "3y", "5y", "max"] as const;
export type PeriodName = (typeof PERIODS)[number];

export const PERIOD_LABELS: Record<PeriodName, string> = {
  "1m": "1M",
  "3m": "3M",
  "6m": "6M",
  ytd: "YTD",
  "1y": "1Y",
  "3y": "3Y",
  "5y": "5Y",
  max: "Max",
};

export const PERIOD_SENTENCES: Record<PeriodName, string> = {
  "1m": "past month",
  "3m": "past 3 months",
  "6m": "past 6 months",
  ytd: "this year",
  "1y": "past year",
  "3y": "past 3 years",
  "5y": "past 5 years",
  max: "since the start",
};

const MONTHS: Partial<Record<PeriodName, number>> = { "1m": 1, "3m": 3, "6m": 6, "1y": 12, "3y": 36, "5y": 60 };

export type Period =
  | { kind: "named"; name: PeriodName }
  | { kind: "custom"; from: CivilDate; to: CivilDate };

export function isPeriodName(text: string): text is PeriodName {
  return PERIODS.some((name) => name === text);
}

/** Reads ?period=1y or ?from=…&to=…; anything else is the fallback. */
export function parsePeriod(
  query: { period?: string; from?: string; to?: string },
  fallback: PeriodName,
): Period {
  const { from, to, period } = query;
  if (from && to && isCivilDate(from) && isCivilDate(to) && from <= to) return { kind: "custom", from, to };
  return { kind: "named", name: period && isPeriodName(period) ? period : fallback };
}

/** The dates asked of the API; no `from` means from the first day there is. */
export function periodDates(period: Period, on: CivilDate): { from?: CivilDate; to: CivilDate } {
  if (period.kind === "custom") return { from: period.from, to: period.to };
  if (period.name === "max") return { to: on };
  if (period.name === "ytd") return { from: addDays(`${on.slice(0, 4)}-01-01`, -1), to: on };
  return { from: addMonths(on, -(MONTHS[period.name] ?? 12)), to: on };
}
