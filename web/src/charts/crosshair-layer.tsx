import { cn } from "@/lib/cn";
import { EXTENT, type Plot, type PlotPoint } from "./geometry";
import type { Readout } from "./readout";
import { ReadoutCard } from "./readout-card";
import type { Crosshair } from "./use-crosshair";

type CrosshairLayerProps = { crosshair: Crosshair; points: PlotPoint[]; plot: Plot; readout: Readout | null };

const percent = (position: number) => `${(position / EXTENT) * 100}%`;

export function CrosshairLayer({ crosshair, points, plot, readout }: CrosshairLayerProps) {
  const { at, anchor } = crosshair;
  const point = at === null ? undefined : points[at];
  if (at === null || !point || !readout) return null;
  const left = plot.x(at);
  const from = anchor === null ? left : plot.x(anchor);
  const middle = (left + from) / 2;
  return (
    <div aria-hidden className="pointer-events-none absolute inset-0">
      {anchor !== null ? (
        <div
          className="absolute inset-y-0 border-l border-line-strong bg-accent-soft opacity-60"
          style={{ left: percent(Math.min(left, from)), width: percent(Math.abs(left - from)) }}
        />
      ) : null}
      <div className="absolute inset-y-0 w-px bg-control" style={{ left: percent(left) }} />
      {point.base !== undefined ? <Dot left={left} top={plot.y(point.base)} className="size-1.5 bg-muted" /> : null}
      {point.beside !== undefined ? <Dot left={left} top={plot.y(point.beside)} className="size-2 bg-chart-4" /> : null}
      <Dot left={left} top={plot.y(point.value)} className="size-2.5 bg-accent" />
      <ReadoutCard readout={readout} at={middle} />
    </div>
  );
}

function Dot({ left, top, className }: { left: number; top: number; className: string }) {
  return (
    <div
      className={cn("absolute -translate-x-1/2 -translate-y-1/2 rounded-full ring-2 ring-paper", className)}
      style={{ left: percent(left), top: percent(top) }}
    />
  );
}
