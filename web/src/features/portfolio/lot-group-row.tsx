import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { Money } from "@/ui/money";
import { Percent } from "@/ui/percent";
import { Quantity } from "@/ui/quantity";
import { percentFraction } from "./holding-row";
import type { LotGroup } from "./lot-groups";
import { LotsTable } from "./lots-table";

type LotGroupRowProps = { group: LotGroup; on: string; accounts: Record<string, string>; shown: "open" | "closed" };

/** One instrument: its totals as the holdings have them, and on demand its lots. */
export function LotGroupRow({ group: { instrument, lots, holding }, on, accounts, shown }: LotGroupRowProps) {
  return (
    <li className="border-b">
      <details className="group" open={shown === "open"}>
        <summary className="target grid min-h-11 list-none grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 rounded-mark py-1.5 text-13 transition-colors hover:bg-raised md:grid-cols-[auto_minmax(0,1fr)_7rem_8rem_11rem] [&::-webkit-details-marker]:hidden">
          <ChevronRight aria-hidden className="size-4 text-faint transition-transform group-open:rotate-90" />
          <span className="min-w-0">
            <span className="flex min-w-0 items-baseline gap-2">
              <span className="shrink-0 font-medium md:max-w-32 md:min-w-14 md:truncate">{instrument.symbol}</span>
              <span className="truncate text-muted">{instrument.name}</span>
            </span>
            <span className="block text-12 text-muted md:hidden">{countText(lots.length)}</span>
          </span>
          <span className="text-right text-12 text-muted max-md:hidden">{countText(lots.length)}</span>
          <span className="text-right font-medium">
            {holding ? <Money value={holding.value} currency="hidden" /> : null}
            {holding ? (
              <span className="block text-12 font-normal md:hidden">
                <Percent value={percentFraction(holding)} sign="change" tone="change" digits={1} />
              </span>
            ) : null}
          </span>
          <span className="hidden justify-end gap-3 md:flex">
            {holding ? (
              <>
                <Money value={holding.unrealized_gain} currency="hidden" sign="change" tone="change" />
                <Percent value={percentFraction(holding)} sign="change" tone="change" digits={1} className="w-16 justify-end" />
              </>
            ) : null}
          </span>
        </summary>
        <div className="pb-4 md:pl-7">
          <LotsTable lots={lots} on={on} accounts={accounts} name={instrument.name} />
          <p className="flex flex-wrap gap-x-4 pt-2 text-12 text-muted">
            {holding ? (
              <span>
                Together <Quantity value={holding.quantity} /> for <Money value={holding.cost_basis} />
              </span>
            ) : null}
            <Link href={`/instruments/${instrument.id}`} prefetch={false} className="rounded-mark text-accent pointer-coarse:py-3">
              More of {instrument.symbol}
            </Link>
          </p>
        </div>
      </details>
    </li>
  );
}

function countText(count: number): string {
  return count === 1 ? "1 lot" : `${count} lots`;
}
