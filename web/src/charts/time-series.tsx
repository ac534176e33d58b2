"use client";

import { useCallback, useId, useMemo, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { formatDate } from "@/lib/date";
import { useLocale } from "@/ui/intl-provider";
import { CrosshairLayer } from "./crosshair-layer";
import { areaPath, type Baseline, basePath, besidePath, EXTENT, layOut, nearestIndex, type PlotPoint, valuePath } from "./geometry";
import type { Readout } from "./readout";
import { useCrosshair } from "./use-crosshair";

export type Mark = { at: number; tone: "in" | "out" | "fact" };

const MARK_TONES: Record<Mark["tone"], string> = { in: "bg-accent", out: "bg-paper border-2 border-accent", fact: "bg-warning rounded-[2px]" };

type TimeSeriesProps = {
  points: PlotPoint[];
  baseline: Baseline;
  /** One sentence that tells the story, for people who do not see the picture. */
  sentence: string;
  axisText: (value: number) => string;
  readout: (at: number, from: number | null) => Readout;
  /** Points of the line that are marked: what happened there. */
  marks?: Mark[];
  legend?: ReactNode;
  twin?: ReactNode;
  className?: string;
};

const SOLID = { fill: "none", vectorEffect: "non-scaling-stroke", strokeLinejoin: "round" } as const;

/** A line over time, with an optional stepped line under it; the gap between the two is the gain. */
export function TimeSeries({ points, baseline, sentence, axisText, readout, marks, legend, twin, className }: TimeSeriesProps) {
  const locale = useLocale();
  const gradient = useId();
  const plot = useMemo(() => layOut(points, baseline), [points, baseline]);
  const paths = useMemo(
    () => ({
      value: valuePath(points, plot),
      base: basePath(points, plot),
      beside: besidePath(points, plot),
      area: areaPath(points, plot, baseline === "zero" ? 0 : plot.lowest),
    }),
    [points, plot, baseline],
  );
  const { crosshair, handlers } = useCrosshair(useCallback((fraction) => nearestIndex(plot, fraction), [plot]), points.length);
  const shown = crosshair.at === null ? null : readout(crosshair.at, crosshair.anchor);
  const spoken = shown ? [shown.title, ...shown.rows.map((row) => `${row.label} ${row.text}`)].join(", ") : sentence;

  return (
    <figure className="min-w-0">
      <figcaption className="sr-only">{sentence}</figcaption>
      {legend}
      <div className={cn("grid h-64 grid-cols-[minmax(0,1fr)_auto] grid-rows-[minmax(0,1fr)_auto] gap-x-3 md:h-80", className)}>
        <div
          role="slider"
          tabIndex={0}
          aria-label="Walk through the days with the arrow keys"
          aria-valuemin={0}
          aria-valuemax={points.length - 1}
          aria-valuenow={crosshair.at ?? points.length - 1}
          aria-valuetext={spoken}
          className="relative cursor-crosshair touch-pan-y rounded-mark select-none"
          {...handlers}
        >
          <svg viewBox={`0 0 ${EXTENT} ${EXTENT}`} preserveAspectRatio="none" aria-hidden className="absolute inset-0 size-full overflow-visible">
            <defs>
              <linearGradient id={gradient} x1="0" x2="0" y1="0" y2="1">
                <stop offset="0" stopColor="var(--c-accent)" stopOpacity="0.14" />
                <stop offset="1" stopColor="var(--c-accent)" stopOpacity="0.015" />
              </linearGradient>
            </defs>
            {plot.yTicks.map((tick) => (
              <line
                key={tick}
                x1="0"
                x2={EXTENT}
                y1={plot.y(tick)}
                y2={plot.y(tick)}
                stroke={baseline === "zero" && tick === 0 ? "var(--c-control)" : "var(--c-line)"}
                vectorEffect="non-scaling-stroke"
              />
            ))}
            <path d={paths.area} fill={`url(#${gradient})`} />
            {paths.base ? <path d={paths.base} {...SOLID} stroke="var(--c-control)" strokeWidth="1.5" /> : null}
            {paths.beside ? <path d={paths.beside} {...SOLID} stroke="var(--c-chart-4)" strokeWidth="1.5" /> : null}
            <path d={paths.value} {...SOLID} stroke="var(--c-accent)" strokeWidth="2" />
          </svg>
          {marks?.map(({ at, tone }, index) => {
            const point = points[at];
            return point ? (
              <span
                key={index}
                aria-hidden
                className={cn("pointer-events-none absolute size-2.5 -translate-x-1/2 -translate-y-1/2 rounded-full ring-2 ring-paper", MARK_TONES[tone])}
                style={{ left: `${(plot.x(at) / EXTENT) * 100}%`, top: `${(plot.y(point.value) / EXTENT) * 100}%` }}
              />
            ) : null;
          })}
          <CrosshairLayer crosshair={crosshair} points={points} plot={plot} readout={shown} />
        </div>
        <div aria-hidden className="relative text-12 text-faint">
          <span className="invisible flex flex-col">
            {plot.yTicks.map((tick) => (
              <span key={tick} className="tabular h-0 text-right whitespace-nowrap">{axisText(tick)}</span>
            ))}
          </span>
          {plot.yTicks.map((tick) => (
            <span
              key={tick}
              className="tabular absolute right-0 -translate-y-1/2 whitespace-nowrap"
              style={{ top: `${(plot.y(tick) / EXTENT) * 100}%` }}
            >
              {axisText(tick)}
            </span>
          ))}
        </div>
        <div aria-hidden className="relative h-7 text-12 text-faint">
          {plot.xTicks.map((tick, index) => (
            <span
              key={tick.date}
              className={cn("tabular absolute top-2.5 -translate-x-1/2 whitespace-nowrap", index % 2 === 1 && "max-sm:hidden")}
              style={{ left: `clamp(1.75rem, ${tick.at * 100}%, 100% - 1.75rem)` }}
            >
              {formatDate(tick.date, locale, tick.style)}
            </span>
          ))}
        </div>
      </div>
      {twin}
    </figure>
  );
}
