"use client";

import { arc, pie, type PieArcDatum } from "d3-shape";
import { useState, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { CHART_BACKGROUND, CHART_FILL } from "./palette";

export type Share = { id: string; label: string; fraction: number; fractionText: string; figure: ReactNode };

type ShareChartProps = { shares: Share[]; label: string; total?: ReactNode };

const MOST_SLICES = 6;

/** Parts of a whole: a ring for up to six, bars beyond; the legend carries the figures either way. */
export function ShareChart({ shares, label, total }: ShareChartProps) {
  const [active, setActive] = useState<string | null>(null);
  const ring = shares.length <= MOST_SLICES && shares.every((share) => share.fraction >= 0);
  return (
    <div className={cn("grid items-center gap-x-8 gap-y-6", ring && "sm:grid-cols-[auto_minmax(0,1fr)]")}>
      {ring ? <Ring shares={shares} active={active} onActive={setActive} total={total} /> : null}
      <table className="w-full text-13">
        <caption className="sr-only">{label}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Share</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          {shares.map((share, index) => (
            <tr
              key={share.id}
              onPointerEnter={() => setActive(share.id)}
              onPointerLeave={() => setActive(null)}
              className={cn("border-b transition-opacity last:border-0", active && active !== share.id && "opacity-50")}
            >
              <th scope="row" className="h-9 w-full max-w-0 pr-3 text-left font-normal">
                <span className="flex items-center gap-2.5">
                  <span aria-hidden className={cn("size-2.5 shrink-0 rounded-[3px]", CHART_BACKGROUND[index % 8])} />
                  <span className="truncate" title={share.label}>{share.label}</span>
                </span>
                {ring ? null : <Bar fraction={share.fraction} index={index} />}
              </th>
              <td className="pl-3 text-right whitespace-nowrap text-muted">{share.fractionText}</td>
              <td className="pl-4 text-right whitespace-nowrap">{share.figure}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RingProps = { shares: Share[]; active: string | null; onActive: (id: string | null) => void; total?: ReactNode };

function Ring({ shares, active, onActive, total }: RingProps) {
  const slices = pie<Share>().value((share) => Math.max(share.fraction, 0)).sort(null).padAngle(0.014)(shares);
  const shape = arc<PieArcDatum<Share>>().innerRadius(62).outerRadius(84).cornerRadius(2.5).digits(2);
  const shown = shares.find((share) => share.id === active);
  return (
    <div className="relative mx-auto size-40">
      <svg viewBox="-88 -88 176 176" aria-hidden className="size-full">
        {slices.map((slice, index) => (
          <path
            key={slice.data.id}
            d={shape(slice) ?? undefined}
            onPointerEnter={() => onActive(slice.data.id)}
            onPointerLeave={() => onActive(null)}
            className={cn("transition-opacity", CHART_FILL[index % 8], active && active !== slice.data.id && "opacity-30")}
          />
        ))}
      </svg>
      <div aria-hidden className="pointer-events-none absolute inset-0 flex flex-col items-center justify-center px-8 text-center">
        {shown ? (
          <>
            <span className="w-full truncate text-12 text-muted">{shown.label}</span>
            <span className="tabular text-16 font-medium">{shown.fractionText}</span>
          </>
        ) : (
          total
        )}
      </div>
    </div>
  );
}

function Bar({ fraction, index }: { fraction: number; index: number }) {
  return (
    <span aria-hidden className="mt-1 mb-2 block h-1 rounded-full bg-raised">
      <span
        className={cn("block h-full rounded-full", CHART_BACKGROUND[index % 8])}
        style={{ width: `${Math.min(Math.max(fraction, 0), 1) * 100}%` }}
      />
    </span>
  );
}
