"use client";

import type { Allocation } from "@/api/types";
import { ShareChart } from "@/charts/donut";
import { formatRatio } from "@/lib/money";
import { useLocale } from "@/ui/intl-provider";
import { Money } from "@/ui/money";

const MOST_PARTS = 12;

export function AllocationChart({ allocation }: { allocation: Allocation }) {
  const locale = useLocale();
  const shares = allocation.items.slice(0, MOST_PARTS).map((slice) => ({
    id: slice.key,
    label: slice.key === "unknown" ? "Not said" : slice.label,
    fraction: slice.weight ?? 0,
    fractionText: slice.weight === null ? "–" : formatRatio(slice.weight, { locale, digits: 1 }),
    figure: <Money value={slice.value} currency="hidden" />,
  }));
  const left = allocation.items.length - shares.length;
  return (
    <>
      <ShareChart
        label={`Allocation, in ${allocation.currency}`}
        shares={shares}
        total={
          <>
            <span className="text-12 text-muted">Total</span>
            <Money value={allocation.total} digits={0} className="text-16 font-medium" />
          </>
        }
      />
      {left > 0 ? <p className="pt-3 text-12 text-muted">And {left} smaller ones.</p> : null}
    </>
  );
}
