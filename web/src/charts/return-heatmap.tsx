"use client";

import { cn } from "@/lib/cn";
import { formatDate } from "@/lib/date";
import { formatRatio } from "@/lib/money";
import { useLocale } from "@/ui/intl-provider";

/** A month is not known before the course began and after today. */
export type MonthOfReturns = { known: "no" } | { known: "yes"; ratio: number | null };
export type YearOfReturns = { year: string; total: number | null; months: MonthOfReturns[] };

type ReturnHeatmapProps = { years: YearOfReturns[]; caption: string };

/** A month beyond this has the full colour. */
const FULL_MONTH = 0.08;
const FULL_YEAR = 0.3;
const STRONGEST = 46;

/** Returns by month and year: a table first, its colours second. */
export function ReturnHeatmap({ years, caption }: ReturnHeatmapProps) {
  const locale = useLocale();
  const months = Array.from({ length: 12 }, (_, index) => `2001-${String(index + 1).padStart(2, "0")}-01`);
  const nameOf = (date: string, style: "short" | "long") => new Intl.DateTimeFormat(locale, { month: style, timeZone: "UTC" }).format(Date.parse(date));
  return (
    <div role="region" aria-label={caption} tabIndex={0} className="scroll-quiet relative overflow-x-auto pt-3">
      <table className="w-full min-w-[880px] border-separate border-spacing-[3px] text-12">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="sticky left-0 z-10 h-7 bg-paper pr-2 text-left font-normal text-muted">
              Year
            </th>
            <th scope="col" className="h-7 px-1 text-right font-normal text-muted">
              Whole
            </th>
            {months.map((date) => (
              <th key={date} scope="col" abbr={nameOf(date, "long")} className="h-7 w-[7%] px-1 text-center font-normal text-muted">
                {nameOf(date, "short")}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {years.map(({ year, total, months: ratios }) => (
            <tr key={year}>
              <th scope="row" className="tabular sticky left-0 z-10 h-8 bg-paper pr-2 text-left font-medium">
                {formatDate(`${year}-01-01`, locale, "year")}
              </th>
              <Cell ratio={total} full={FULL_YEAR} className="pr-2 text-right font-medium" />
              {ratios.map((month, index) =>
                month.known === "no" ? (
                  <td key={index} className="h-8">
                    <span className="sr-only">None</span>
                  </td>
                ) : (
                  <Cell key={index} ratio={month.ratio} full={FULL_MONTH} className="text-center" />
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ ratio, full, className }: { ratio: number | null; full: number; className: string }) {
  const locale = useLocale();
  if (ratio === null) {
    return (
      <td className={cn("h-8 text-faint", className)}>
        <span aria-hidden>–</span>
        <span className="sr-only">Not known</span>
      </td>
    );
  }
  const strength = Math.round(Math.min(Math.abs(ratio) / full, 1) * STRONGEST);
  const colour = ratio < 0 ? "var(--c-loss)" : "var(--c-gain)";
  return (
    <td
      className={cn("tabular h-8 rounded-mark whitespace-nowrap", className)}
      style={{ background: `color-mix(in oklab, ${colour} ${strength}%, var(--c-raised))` }}
    >
      {formatRatio(ratio, { locale, sign: "change", digits: 1 })}
    </td>
  );
}
