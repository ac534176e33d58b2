/** Civil dates as the API sends them: 2026-03-31, without a time zone. */
export type CivilDate = string;

const CIVIL = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;

/** Milliseconds of UTC midnight, for arithmetic and positions; NaN never leaves. */
export function dayNumber(date: CivilDate): number {
  const match = CIVIL.exec(date);
  if (!match) throw new TypeError(`not a civil date: ${date}`);
  const [, year, month, day] = match;
  return Date.UTC(Number(year), Number(month) - 1, Number(day)) / DAY_MS;
}

export function fromDayNumber(day: number): CivilDate {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

export function isCivilDate(text: string): text is CivilDate {
  return CIVIL.test(text) && fromDayNumber(dayNumber(text)) === text;
}

export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(dayNumber(date) + days);
}

/** The same day of another month, or that month's last day. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const [year = 0, month = 1, day = 1] = date.split("-").map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(day, last));
  return first.toISOString().slice(0, 10);
}

/** Today where the person is, not where the server is. */
export function today(timeZone: string | undefined, now: Date): CivilDate {
  return new Intl.DateTimeFormat("en-CA", {
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    ...(timeZone ? { timeZone } : {}),
  }).format(now);
}

export type DateStyle = "day" | "short" | "month" | "year" | "weekday";

const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  day: { day: "numeric", month: "short", year: "numeric" },
  short: { day: "numeric", month: "short" },
  month: { month: "short", year: "numeric" },
  year: { year: "numeric" },
  weekday: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
};

const cache = new Map<string, Intl.DateTimeFormat>();

export function formatDate(date: CivilDate, locale: string, style: DateStyle = "day"): string {
  const key = `${locale}|${style}`;
  let format = cache.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, { ...STYLES[style], timeZone: "UTC" });
    cache.set(key, format);
  }
  return format.format(dayNumber(date) * DAY_MS);
}

/** An RFC 3339 instant on the clock of that time zone. */
export function formatInstant(instant: string, locale: string, timeZone: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone }).format(Date.parse(instant));
}
