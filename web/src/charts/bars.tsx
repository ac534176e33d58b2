"use client";

import { scaleLinear } from "d3-scale";
import { useCallback, useMemo, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { EXTENT, hairlines } from "./geometry";
import type { Readout } from "./readout";
import { ReadoutCard } from "./readout-card";
import { useCrosshair } from "./use-crosshair";

/** One bar; its parts stand on one another, those below zero hang from it. */
export type Bar = { key: string; parts: number[]; tick?: string };

type BarsProps = {
  bars: Bar[];
  /** One sentence that tells the story, for people who do not see the picture. */
  sentence: string;
  axisText: (value: number) => string;
  readout: (at: number) => Readout;
  legend?: ReactNode;
  twin?: ReactNode;
  className?: string;
};

const PART_FILL = ["var(--c-chart-1)", "var(--c-chart-4)", "var(--c-chart-6)"];
const WIDEST = 0.68;

/** Bars in a row, read by pointer, finger and arrow keys like the other charts. */
export function Bars({ bars, sentence, axisText, readout, legend, twin, className }: BarsProps) {
  const plot = useMemo(() => layOutBars(bars), [bars]);
  const indexAt = useCallback((fraction: number) => Math.min(Math.floor(fraction * bars.length), bars.length - 1), [bars.length]);
  const { crosshair, handlers } = useCrosshair(indexAt, bars.length);
  const shown = crosshair.at === null ? null : readout(crosshair.at);
  const spoken = shown ? [shown.title, ...shown.rows.map((row) => `${row.label} ${row.text}`)].join(", ") : sentence;
  const step = EXTENT / Math.max(bars.length, 1);
  const middle = (index: number) => (index + 0.5) * step;
  return (
    <figure className="min-w-0">
      <figcaption className="sr-only">{sentence}</figcaption>
      {legend}
      <div className={cn("grid h-56 grid-cols-[minmax(0,1fr)_auto] grid-rows-[minmax(0,1fr)_auto] gap-x-3 md:h-72", className)}>
        <div
          role="slider"
          tabIndex={0}
          aria-label="Walk through the bars with the arrow keys"
          aria-valuemin={0}
          aria-valuemax={Math.max(bars.length - 1, 0)}
          aria-valuenow={crosshair.at ?? Math.max(bars.length - 1, 0)}
          aria-valuetext={spoken}
          className="relative cursor-crosshair touch-pan-y rounded-mark select-none"
          {...handlers}
        >
          <svg viewBox={`0 0 ${EXTENT} ${EXTENT}`} preserveAspectRatio="none" aria-hidden className="absolute inset-0 size-full overflow-visible">
            {plot.ticks.map((tick) => (
              <line
                key={tick}
                x1="0"
                x2={EXTENT}
                y1={plot.y(tick)}
                y2={plot.y(tick)}
                stroke={tick === 0 ? "var(--c-control)" : "var(--c-line)"}
                vectorEffect="non-scaling-stroke"
              />
            ))}
            {bars.map((bar, index) => (
              <g key={bar.key} opacity={crosshair.at === null || crosshair.at === index ? 1 : 0.45}>
                {stack(bar.parts).map(({ low, high, part }) => (
                  <rect
                    key={part}
                    x={middle(index) - (step * WIDEST) / 2}
                    width={step * WIDEST}
                    y={plot.y(high)}
                    height={Math.max(plot.y(low) - plot.y(high), 0)}
                    fill={PART_FILL[part % PART_FILL.length]}
                  />
                ))}
              </g>
            ))}
          </svg>
          {crosshair.at !== null && shown ? (
            <div aria-hidden className="pointer-events-none absolute inset-0">
              <ReadoutCard readout={shown} at={middle(crosshair.at)} />
            </div>
          ) : null}
        </div>
        <div aria-hidden className="relative text-12 text-faint">
          <span className="invisible flex flex-col">
            {plot.ticks.map((tick) => (
              <span key={tick} className="tabular h-0 text-right whitespace-nowrap">{axisText(tick)}</span>
            ))}
          </span>
          {plot.ticks.map((tick) => (
            <span key={tick} className="tabular absolute right-0 -translate-y-1/2 whitespace-nowrap" style={{ top: `${(plot.y(tick) / EXTENT) * 100}%` }}>
              {axisText(tick)}
            </span>
          ))}
        </div>
        <div aria-hidden className="relative h-7 text-12 text-faint">
          {bars.map((bar, index) =>
            bar.tick ? (
              <span
                key={bar.key}
                className="tabular absolute top-2.5 -translate-x-1/2 whitespace-nowrap"
                style={{ left: `clamp(1.25rem, ${(middle(index) / EXTENT) * 100}%, 100% - 1.25rem)` }}
              >
                {bar.tick}
              </span>
            ) : null,
          )}
        </div>
      </div>
      {twin}
    </figure>
  );
}

function layOutBars(bars: Bar[]) {
  const ends = bars.flatMap(({ parts }) => stack(parts).flatMap(({ low, high }) => [low, high]));
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const room = (high - low || 1) * 0.04;
  const [from, to] = [low < 0 ? low - room : 0, high > 0 || low === 0 ? high + room : 0];
  const scale = scaleLinear().domain([from, to]).range([EXTENT, 0]);
  return { y: (value: number) => scale(value), ticks: hairlines(from, to) };
}

/** Parts above zero upon one another, parts below zero under one another. */
export function stack(parts: number[]): { part: number; low: number; high: number }[] {
  let top = 0;
  let bottom = 0;
  return parts.flatMap((value, part) => {
    if (value === 0) return [];
    if (value > 0) {
      top += value;
      return [{ part, low: top - value, high: top }];
    }
    bottom += value;
    return [{ part, low: bottom, high: bottom - value }];
  });
}
