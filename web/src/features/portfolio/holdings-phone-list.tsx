import Link from "next/link";
import type { ReactNode } from "react";
import type { Holding, Holdings } from "@/api/types";
import { AsOf } from "@/ui/as-of";
import { Money } from "@/ui/money";
import { Percent } from "@/ui/percent";
import { Quantity } from "@/ui/quantity";
import { cashWord } from "./cash-word";
import { percentFraction } from "./holding-row";

type HoldingsPhoneListProps = { holdings: Holding[]; cash: Holdings["cash"] };

/** On a phone a row becomes two lines: name and value, detail and change. */
export function HoldingsPhoneList({ holdings, cash }: HoldingsPhoneListProps) {
  return (
    <ul className="border-t md:hidden">
      {holdings.map((holding) => (
        <PhoneRow
          key={holding.instrument.id}
          href={`/instruments/${holding.instrument.id}`}
          name={holding.instrument.name}
          value={<Money value={holding.value} currency="hidden" />}
          detail={
            <>
              {holding.instrument.symbol} · <Quantity value={holding.quantity} />
              {holding.price_stale && holding.price_date ? <AsOf date={holding.price_date} className="ml-2" /> : null}
            </>
          }
          change={
            <span className="inline-flex gap-2">
              <Money value={holding.unrealized_gain} currency="hidden" sign="change" tone="change" />
              <Percent value={percentFraction(holding)} sign="change" tone="change" digits={1} />
            </span>
          }
        />
      ))}
      {cash.map((entry) => (
        <PhoneRow
          key={`${entry.account}-${entry.balance.currency}`}
          href={`/accounts/${entry.account}`}
          name={entry.account_name}
          value={<Money value={entry.value} currency="hidden" />}
          detail={cashWord(entry)}
          change={entry.balance.currency === entry.value?.currency ? null : <Money value={entry.balance} />}
        />
      ))}
    </ul>
  );
}

type PhoneRowProps = { href: string; name: ReactNode; value: ReactNode; detail: ReactNode; change: ReactNode };

function PhoneRow({ href, name, value, detail, change }: PhoneRowProps) {
  return (
    <li className="border-b">
      <Link href={href} prefetch={false} className="block py-2.5">
        <span className="flex justify-between gap-4 text-14">
          <span className="truncate">{name}</span>
          <span className="shrink-0 font-medium">{value}</span>
        </span>
        <span className="mt-0.5 flex justify-between gap-4 text-12 text-muted">
          <span className="tabular truncate">{detail}</span>
          <span className="shrink-0">{change}</span>
        </span>
      </Link>
    </li>
  );
}
