"use client";

import type { Income } from "@/api/types";
import { Bars } from "@/charts/bars";
import { Legend } from "@/charts/legend";
import type { Readout } from "@/charts/readout";
import { TableTwin } from "@/charts/table-twin";
import { formatDate } from "@/lib/date";
import { signOf, toPixelScale } from "@/lib/decimal";
import { formatCompactMoney, formatMoney } from "@/lib/money";
import { useLocale } from "@/ui/intl-provider";
import { firstDay, monthTicks } from "./income-months";

type IncomeChartProps = { months: Income["by_month"]; currency: string };

const PARTS = [
  { name: "dividends", label: "Dividends", mark: "part1" },
  { name: "interest", label: "Interest", mark: "part2" },
  { name: "other", label: "Other", mark: "part3" },
] as const;

/** What came in each month, before tax; what was withheld stands in the reading. Nothing where amounts are kept back. */
export function IncomeChart({ months: given, currency }: IncomeChartProps) {
  const locale = useLocale();
  const months = given.flatMap((month) => (month.net.amount === null ? [] : [month]));
  const last = months.at(-1);
  if (!last) return null;
  const money = (amount: string | null) => (amount === null ? "Not shown" : formatMoney({ amount, currency }, { locale }));
  const name = ({ month }: { month: string }) => formatDate(firstDay(month), locale, "month");
  const ticks = monthTicks(months, locale);
  const present = PARTS.filter((part) => months.some((month) => signOf(month[part.name].amount ?? "0") !== 0));
  const best = months.reduce((most, month) => (toPixelScale(month.net.amount ?? "0") > toPixelScale(most.net.amount ?? "0") ? month : most), last);

  const readout = (at: number): Readout => {
    const month = months[at] ?? last;
    return {
      title: name(month),
      rows: [
        ...present.map((part) => ({ label: part.label, text: money(month[part.name].amount), key: part.mark })),
        { label: "Tax withheld", text: money(month.taxes.amount) },
        { label: "Net", text: money(month.net.amount) },
      ],
    };
  };

  return (
    <Bars
      bars={months.map((month, index) => ({
        key: month.month,
        parts: PARTS.map((part) => toPixelScale(month[part.name].amount ?? "0")),
        tick: ticks[index],
      }))}
      sentence={`Income by month from ${name(months[0] ?? last)} to ${name(last)}. The most came in ${name(best)}: ${money(best.net.amount)} net.`}
      axisText={(value) => formatCompactMoney({ amount: value.toFixed(2), currency }, locale)}
      readout={readout}
      legend={<Legend items={present.map(({ label, mark }) => ({ label, mark }))} />}
      twin={
        <TableTwin
          caption="Income by month"
          head={["Month", "Dividends", "Interest", "Other", "Tax withheld", "Net"]}
          rows={[...months].reverse().map((month) => [
            name(month),
            money(month.dividends.amount),
            money(month.interest.amount),
            money(month.other.amount),
            money(month.taxes.amount),
            money(month.net.amount),
          ])}
        />
      }
    />
  );
}
