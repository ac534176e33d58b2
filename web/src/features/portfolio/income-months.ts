import type { Income } from "@/api/types";
import { formatDate } from "@/lib/date";

type Month = Income["by_month"][number];

const MOST_TICKS = 8;

/** The first day of a month that is written 2026-03. */
export function firstDay(month: string): string {
  return `${month}-01`;
}

/** Which months carry a label: every year's January where there are many, else evenly spread. */
export function monthTicks(months: Pick<Month, "month">[], locale: string): (string | undefined)[] {
  const years = months.length > 30;
  const januaries = months.filter(({ month }) => month.endsWith("-01")).length;
  const everyYear = Math.max(Math.ceil(januaries / MOST_TICKS), 1);
  const everyMonth = Math.max(Math.ceil(months.length / MOST_TICKS), 1);
  return months.map(({ month }, index) => {
    if (years) return month.endsWith("-01") && Number(month.slice(0, 4)) % everyYear === 0 ? formatDate(firstDay(month), locale, "year") : undefined;
    return (months.length - 1 - index) % everyMonth === 0 ? formatDate(firstDay(month), locale, "month") : undefined;
  });
}
