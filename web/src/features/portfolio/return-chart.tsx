"use client";

import { useMemo } from "react";
import { Legend } from "@/charts/legend";
import type { Readout } from "@/charts/readout";
import { sampleIndices } from "@/charts/sample";
import { TableTwin } from "@/charts/table-twin";
import { TimeSeries } from "@/charts/time-series";
import { formatDate } from "@/lib/date";
import { formatRatio } from "@/lib/money";
import { useLocale } from "@/ui/intl-provider";

export type ReturnPoint = { date: string; twr: number; benchmark?: number | null };

type ReturnChartProps = { points: ReturnPoint[]; name: string; against?: string; className?: string };

const TWIN_ROWS = 48;

/** Time-weighted return since the start of the period, over a zero line. */
export function ReturnChart({ points, name, against, className }: ReturnChartProps) {
  const locale = useLocale();
  const plotted = useMemo(() => points.map(({ date, twr, benchmark }) => ({ date, value: twr, ...(benchmark == null ? {} : { beside: benchmark }) })), [points]);
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;

  const percent = (ratio: number) => formatRatio(ratio, { locale, sign: "change" });
  const day = (point: ReturnPoint) => formatDate(point.date, locale);

  const readout = (at: number, from: number | null): Readout => {
    const point = points[at] ?? last;
    const other = from === null ? undefined : points[from];
    if (other && other !== point) {
      const [start, end] = other.date < point.date ? [other, point] : [point, other];
      const between = (1 + end.twr) / (1 + start.twr) - 1;
      const known = Number.isFinite(between);
      return {
        title: `${day(start)} – ${day(end)}`,
        rows: [{ label: "Return", text: known ? percent(between) : "Not known", tone: known ? toneOf(between) : "plain" }],
      };
    }
    return {
      title: formatDate(point.date, locale, "weekday"),
      rows: [
        { label: `Return since ${day(first)}`, text: percent(point.twr), tone: toneOf(point.twr), key: "value" },
        ...(against && point.benchmark != null ? [{ label: against, text: percent(point.benchmark), key: "beside" as const }] : []),
      ],
    };
  };

  return (
    <TimeSeries
      points={plotted}
      baseline="zero"
      sentence={`${name} returned ${percent(last.twr)} from ${day(first)} to ${day(last)}, money put in and taken out set aside.${against && last.benchmark != null ? ` ${against} returned ${percent(last.benchmark)}.` : ""}`}
      className={className}
      axisText={(value) => formatRatio(value, { locale, digits: Number.isInteger(Math.round(value * 1000) / 10) ? 0 : 1 })}
      readout={readout}
      legend={<Legend items={[{ label: "Time-weighted return", mark: "value" }, ...(against ? [{ label: against, mark: "beside" as const }] : [])]} />}
      twin={
        <TableTwin
          caption={`Return of ${name} by day`}
          head={["Date", "Return", ...(against ? [against] : [])]}
          rows={sampleIndices(points.length, TWIN_ROWS)
            .flatMap((index) => points[index] ?? [])
            .reverse()
            .map((point) => [day(point), percent(point.twr), ...(against ? [point.benchmark == null ? "–" : percent(point.benchmark)] : [])])}
        />
      }
    />
  );
}

function toneOf(ratio: number): "plain" | "gain" | "loss" {
  if (ratio === 0) return "plain";
  return ratio > 0 ? "gain" : "loss";
}
