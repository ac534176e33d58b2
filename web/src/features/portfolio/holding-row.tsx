import Link from "next/link";
import type { Holding } from "@/api/types";
import { Traced } from "@/features/trails/public";
import { shiftPoint } from "@/lib/decimal";
import { AsOf } from "@/ui/as-of";
import { Money } from "@/ui/money";
import { Percent } from "@/ui/percent";
import { Quantity } from "@/ui/quantity";

export function percentFraction(holding: Holding): string | null {
  const percent = holding.unrealized_gain_percent;
  return percent == null ? null : shiftPoint(percent, -2);
}

export function HoldingRow({ holding }: { holding: Holding }) {
  const { instrument } = holding;
  return (
    <tr className="group relative h-9 border-b transition-colors hover:bg-raised has-focus-visible:bg-raised">
      <th scope="row" className="sticky left-0 w-full max-w-0 min-w-48 bg-paper py-0 pr-3 text-left font-normal transition-colors group-hover:bg-raised">
        <Link
          href={`/instruments/${instrument.id}`}
          prefetch={false}
          className="flex min-w-0 items-baseline gap-2 outline-none after:absolute after:inset-0 focus-visible:after:rounded-mark focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <span className="max-w-32 min-w-14 shrink-0 truncate font-medium">{instrument.symbol}</span>
          <span className="truncate text-muted" title={instrument.name}>
            {instrument.name}
          </span>
        </Link>
      </th>
      <td className="px-3 text-right">
        <Traced figure="quantity" instrument={instrument.id} label={`Units of ${instrument.symbol}`}>
          <Quantity value={holding.quantity} />
        </Traced>
      </td>
      <td className="px-3 text-right whitespace-nowrap">
        {holding.price_stale && holding.price_date ? <AsOf date={holding.price_date} className="mr-2" /> : null}
        <Quantity value={holding.price} min={2} max={4} />
        <span className="ml-1 inline-block w-7 text-left text-12 text-faint">{instrument.currency}</span>
      </td>
      <td className="px-3 text-right font-medium">
        <Traced figure="market_value" instrument={instrument.id} label={`Value of ${instrument.symbol}`}>
          <Money value={holding.value} currency="hidden" />
        </Traced>
      </td>
      <td className="px-3 text-right">
        <Traced figure="cost_basis" instrument={instrument.id} label={`Cost of ${instrument.symbol}`}>
          <Money value={holding.cost_basis} currency="hidden" />
        </Traced>
      </td>
      <td className="px-3 text-right">
        <Traced figure="unrealized_gain" instrument={instrument.id} label={`Gain on ${instrument.symbol}`}>
          <Money value={holding.unrealized_gain} currency="hidden" sign="change" tone="change" />
        </Traced>
      </td>
      <td className="px-3 text-right">
        <Percent value={percentFraction(holding)} sign="change" tone="change" />
      </td>
      <td className="pl-3 text-right text-muted">
        <Percent value={holding.weight} digits={1} />
      </td>
    </tr>
  );
}
