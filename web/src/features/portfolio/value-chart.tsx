"use client";

import { useMemo } from "react";
import { Legend } from "@/charts/legend";
import type { Readout } from "@/charts/readout";
import { sampleIndices } from "@/charts/sample";
import { TableTwin } from "@/charts/table-twin";
import { TimeSeries } from "@/charts/time-series";
import { formatDate } from "@/lib/date";
import { signOf, subtract, toPixelScale } from "@/lib/decimal";
import { formatCompactMoney, formatMoney } from "@/lib/money";
import { useLocale } from "@/ui/intl-provider";

type ValuePoint = { date: string; value: string; invested: string };

/** As reports have it: null where the amount is kept back from the person. */
type ReportedPoint = { date: string; value: string | null; invested: string | null };

type ValueChartProps = { points: ReportedPoint[]; currency: string; name: string; className?: string };

const TWIN_ROWS = 48;

/** Value over money put in: the gap between the lines is the gain. */
export function ValueChart({ points: reported, currency, name, className }: ValueChartProps) {
  const locale = useLocale();
  const points = useMemo(() => reported.filter(isKnown), [reported]);
  const plotted = useMemo(
    () =>
      points.map((point) => ({
        date: point.date,
        value: toPixelScale(point.value),
        base: toPixelScale(point.invested),
      })),
    [points],
  );
  const money = (amount: string, sign?: "change") => formatMoney({ amount, currency }, { locale, sign });
  const day = (point: ValuePoint | undefined) => (point ? formatDate(point.date, locale) : "");
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;

  const gainBetween = (start: ValuePoint, end: ValuePoint) =>
    subtract(subtract(end.value, end.invested), subtract(start.value, start.invested));

  const readout = (at: number, from: number | null): Readout => {
    const point = points[at] ?? last;
    const other = from === null ? undefined : points[from];
    if (other && other !== point) {
      const [start, end] = other.date < point.date ? [other, point] : [point, other];
      const gain = gainBetween(start, end);
      return {
        title: `${day(start)} – ${day(end)}`,
        rows: [
          { label: "Change in value", text: money(subtract(end.value, start.value), "change") },
          { label: "Money you put in", text: money(subtract(end.invested, start.invested), "change") },
          { label: "Gain", text: money(gain, "change"), tone: toneOf(gain) },
        ],
      };
    }
    const gain = gainBetween(first, point);
    return {
      title: formatDate(point.date, locale, "weekday"),
      rows: [
        { label: "Value", text: money(point.value), key: "value" },
        { label: "Money you put in", text: money(point.invested), key: "base" },
        { label: `Gain since ${day(first)}`, text: money(gain, "change"), tone: toneOf(gain) },
      ],
    };
  };

  const sentence = `${name} went from ${money(first.value)} on ${day(first)} to ${money(last.value)} on ${day(last)}. Of that, ${money(gainBetween(first, last), "change")} is gain; the rest is money you put in or took out.`;

  return (
    <TimeSeries
      points={plotted}
      baseline="fitted"
      sentence={sentence}
      className={className}
      axisText={(value) => formatCompactMoney({ amount: value.toFixed(0), currency }, locale)}
      readout={readout}
      legend={<Legend items={[{ label: "Value", mark: "value" }, { label: "Money you put in", mark: "base" }]} />}
      twin={
        <TableTwin
          caption={`${name} by day`}
          head={["Date", "Value", "Money you put in", "Gain"]}
          rows={sampleIndices(points.length, TWIN_ROWS)
            .flatMap((index) => points[index] ?? [])
            .reverse()
            .map((point) => [day(point), money(point.value), money(point.invested), money(gainBetween(first, point), "change")])}
        />
      }
    />
  );
}

function toneOf(amount: string): "plain" | "gain" | "loss" {
  return ({ "-1": "loss", "0": "plain", "1": "gain" } as const)[`${signOf(amount)}`];
}

function isKnown(point: ReportedPoint): point is ValuePoint {
  return point.value !== null && point.invested !== null;
}
