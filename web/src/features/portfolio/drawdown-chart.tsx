"use client";

import { useMemo } from "react";
import type { Risk } from "@/api/types";
import type { Readout } from "@/charts/readout";
import { sampleIndices } from "@/charts/sample";
import { TableTwin } from "@/charts/table-twin";
import { TimeSeries } from "@/charts/time-series";
import { formatDate } from "@/lib/date";
import { formatRatio } from "@/lib/money";
import { useLocale } from "@/ui/intl-provider";

type DrawdownChartProps = { series: Risk["series"]; deepest: Risk["max_drawdown"]; name: string };

const MOST_POINTS = 700;
const TWIN_ROWS = 48;

/** How far below its highest point so far: zero is a new high. */
export function DrawdownChart({ series, deepest, name }: DrawdownChartProps) {
  const locale = useLocale();
  const points = useMemo(() => thin(series).map(({ date, drawdown }) => ({ date, value: drawdown })), [series]);
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last) return null;
  const percent = (ratio: number) => formatRatio(ratio, { locale });
  const day = (date: string) => formatDate(date, locale);

  const readout = (at: number): Readout => {
    const point = points[at] ?? last;
    return { title: formatDate(point.date, locale, "weekday"), rows: [{ label: "Below its highest point", text: percent(point.value), tone: point.value < 0 ? "loss" : "plain" }] };
  };

  return (
    <TimeSeries
      points={points}
      baseline="zero"
      className="h-52 md:h-64"
      sentence={`${name} fell ${percent(deepest.depth)} at the deepest${deepest.peak && deepest.trough ? `, from ${day(deepest.peak)} to ${day(deepest.trough)}` : ""}, and stood ${percent(-last.value)} below its highest point on ${day(last.date)}.`}
      axisText={(value) => formatRatio(value, { locale, digits: Number.isInteger(Math.round(value * 1000) / 10) ? 0 : 1 })}
      readout={readout}
      twin={
        <TableTwin
          caption={`How far ${name} stood below its highest point, by day`}
          head={["Date", "Below its highest point"]}
          rows={sampleIndices(points.length, TWIN_ROWS)
            .flatMap((index) => points[index] ?? [])
            .reverse()
            .map((point) => [day(point.date), percent(point.value)])}
        />
      }
    />
  );
}

/** As many days as a screen can show; of each stretch the deepest, so that no fall is lost. */
export function thin(series: Risk["series"]): Risk["series"] {
  if (series.length <= MOST_POINTS) return series;
  const size = Math.ceil(series.length / MOST_POINTS);
  const kept: Risk["series"] = [];
  for (let start = 0; start < series.length; start += size) {
    const stretch = series.slice(start, start + size);
    const [first] = stretch;
    if (first) kept.push(stretch.reduce((deepest, point) => (point.drawdown < deepest.drawdown ? point : deepest), first));
  }
  const last = series.at(-1);
  if (last && kept.at(-1)?.date !== last.date) kept.push(last);
  return kept;
}
