import { cn } from "@/lib/cn";
import { EXTENT } from "./geometry";
import type { Readout } from "./readout";

const TONES = { plain: "text-text", gain: "text-gain", loss: "text-loss" };

/** What the crosshair says, above its place between 0 (left) and the extent of the plot (right). */
export function ReadoutCard({ readout, at }: { readout: Readout; at: number }) {
  return (
    <div
      className="absolute -top-2 z-10 w-max max-w-[min(20rem,calc(100vw-2rem))] rounded-control bg-overlay px-3 py-2 shadow-overlay"
      style={{ left: `${(at / EXTENT) * 100}%`, transform: `translateX(-${(at / EXTENT) * 100}%)` }}
    >
      <p className="tabular mb-1 text-12 text-muted">{readout.title}</p>
      <dl className="grid grid-cols-[auto_auto] gap-x-4 gap-y-0.5 text-12">
        {readout.rows.map((row) => (
          <div key={row.label} className="contents">
            <dt className="flex items-center gap-1.5 whitespace-nowrap text-muted">
              {row.key ? <span className={cn("h-0.5 w-2.5 rounded-full", KEYS[row.key])} /> : null}
              {row.label}
            </dt>
            <dd className={cn("tabular text-right font-medium", TONES[row.tone ?? "plain"])}>{row.text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const KEYS = { value: "bg-accent", base: "bg-control", beside: "bg-chart-4", part1: "bg-chart-1", part2: "bg-chart-4", part3: "bg-chart-6" };
