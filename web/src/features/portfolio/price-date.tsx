import type { PricesAsOf } from "@/api/types";
import { AsOf } from "@/ui/as-of";

type PriceDateProps = { pricesAsOf: PricesAsOf; stale: boolean };

/** A value is as old as its oldest price once that is too old; else as its newest. */
export function PriceDate({ pricesAsOf, stale }: PriceDateProps) {
  const date = stale ? pricesAsOf.oldest : pricesAsOf.newest;
  return date ? <AsOf date={date} /> : null;
}
