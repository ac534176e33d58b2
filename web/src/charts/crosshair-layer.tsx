import { cn } from "@/lib/cn";
import { EXTENT, type Plot, type PlotPoint } from "./geometry";
import type { Readout } from "./readout";
import type { Crosshair } from "./use-crosshair";

type CrosshairLayerProps = { crosshair: Crosshair; points: PlotPoint[]; plot: Plot; readout: Readout | null };

const percent = (position: number) => `${(position / EXTENT) * 100}%`;

const TONES = { plain: "text-text", gain: "text-gain", loss: "text-loss" };

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
      <Dot left={left} top={plot.y(point.value)} className="size-2.5 bg-accent" />
      <div
        className="absolute -top-2 z-10 w-max max-w-[min(20rem,calc(100vw-2rem))] rounded-control bg-overlay px-3 py-2 shadow-overlay"
        style={{ left: percent(middle), transform: `translateX(-${(middle / EXTENT) * 100}%)` }}
      >
        <p className="tabular mb-1 text-12 text-muted">{readout.title}</p>
        <dl className="grid grid-cols-[auto_auto] gap-x-4 gap-y-0.5 text-12">
          {readout.rows.map((row) => (
            <div key={row.label} className="contents">
              <dt className="flex items-center gap-1.5 whitespace-nowrap text-muted">
                {row.key ? <span className={cn("h-0.5 w-2.5 rounded-full", row.key === "value" ? "bg-accent" : "bg-control")} /> : null}
                {row.label}
              </dt>
              <dd className={cn("tabular text-right font-medium", TONES[row.tone ?? "plain"])}>{row.text}</dd>
            </div>
          ))}
        </dl>
      </div>
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
