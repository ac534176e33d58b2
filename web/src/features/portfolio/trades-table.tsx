"use client";

import Link from "next/link";
import { useState } from "react";
import type { Trade } from "@/api/types";
import { Button } from "@/ui/button";
import { Day } from "@/ui/day";
import { Money } from "@/ui/money";
import { Percent } from "@/ui/percent";
import { Quantity } from "@/ui/quantity";
import { heldText } from "./held-text";

type TradesTableProps = { trades: Trade[]; accounts: Record<string, string>; caption: string };

const STEP = 40;
const HEAD = "h-9 px-3 text-right text-12 font-normal whitespace-nowrap text-muted first:pl-0 first:text-left last:pr-0";

export function TradesTable({ trades, accounts, caption }: TradesTableProps) {
  const [most, setMost] = useState(STEP);
  const shown = trades.slice(0, most);
  return (
    <>
      <div role="region" aria-label={caption} tabIndex={0} className="scroll-quiet relative overflow-x-auto">
        <table className="w-full text-13 lg:min-w-[860px]">
          <caption className="sr-only">{caption}</caption>
          <thead>
            <tr className="border-b">
              <th scope="col" className={HEAD}>Instrument</th>
              <th scope="col" className={`${HEAD} max-lg:hidden`}>From</th>
              <th scope="col" className={`${HEAD} max-lg:hidden`}>{trades[0]?.state === "open" ? "Until" : "To"}</th>
              <th scope="col" className={`${HEAD} max-md:hidden`}>Held for</th>
              <th scope="col" className={`${HEAD} max-lg:hidden`}>Quantity</th>
              <th scope="col" className={`${HEAD} max-lg:hidden`}>Cost</th>
              <th scope="col" className={`${HEAD} max-md:hidden`}>{trades[0]?.state === "open" ? "Value" : "Proceeds"}</th>
              <th scope="col" className={HEAD}>Gain</th>
              <th scope="col" className={`${HEAD} max-sm:hidden`}>Return</th>
              <th scope="col" className={`${HEAD} max-md:hidden`}>A year</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((trade, index) => (
              <TradeRow key={index} trade={trade} account={accounts[trade.account] ?? ""} />
            ))}
          </tbody>
        </table>
      </div>
      {trades.length > most ? (
        <div className="flex items-center justify-center gap-4 pt-4">
          <Button size="small" onClick={() => setMost(most + STEP * 5)}>
            Show more
          </Button>
          <span className="tabular text-12 text-muted">
            {shown.length} of {trades.length}
          </span>
        </div>
      ) : null}
    </>
  );
}

function TradeRow({ trade, account }: { trade: Trade; account: string }) {
  const { instrument } = trade;
  return (
    <tr className="border-b transition-colors last:border-0 hover:bg-raised">
      <th scope="row" className="w-full max-w-0 py-2 pr-3 text-left font-normal lg:h-9 lg:py-0">
        <Link href={`/instruments/${instrument.id}`} prefetch={false} className="flex min-w-0 items-baseline gap-2 rounded-mark hover:text-accent" title={`${instrument.name}, ${account}`}>
          <span className="max-w-32 min-w-14 shrink-0 truncate font-medium">{instrument.symbol}</span>
          <span className="truncate text-muted max-sm:hidden">{account}</span>
        </Link>
        <span className="mt-0.5 block truncate text-12 text-muted lg:hidden">
          <Quantity value={trade.quantity} max={4} /> · {trade.opened_on ? <Day date={trade.opened_on} /> : "–"}
          {trade.closed_on ? (
            <>
              {" "}
              – <Day date={trade.closed_on} />
            </>
          ) : null}
        </span>
      </th>
      <td className="px-3 text-right whitespace-nowrap max-lg:hidden">
        <TradeDay date={trade.opened_on} transaction={trade.opened_by} />
      </td>
      <td className="px-3 text-right whitespace-nowrap max-lg:hidden">
        {trade.state === "open" ? <span className="text-faint">held</span> : <TradeDay date={trade.closed_on} transaction={trade.closed_by} />}
      </td>
      <td className="tabular px-3 text-right whitespace-nowrap text-muted max-md:hidden">{heldText(trade.holding_days)}</td>
      <td className="px-3 text-right max-lg:hidden">
        <Quantity value={trade.quantity} max={4} />
      </td>
      <td className="px-3 text-right max-lg:hidden">
        <Money value={trade.cost} currency="hidden" />
      </td>
      <td className="px-3 text-right max-md:hidden">
        <Money value={trade.proceeds} currency="hidden" />
      </td>
      <td className="px-3 text-right max-lg:pr-0 sm:max-lg:pr-3">
        <Money value={trade.gain} currency="hidden" sign="change" tone="change" />
        <span className="block text-12 sm:hidden">
          <Percent value={trade.return} sign="change" tone="change" digits={1} />
        </span>
      </td>
      <td className="px-3 text-right max-sm:hidden max-md:pr-0">
        <Percent value={trade.return} sign="change" tone="change" digits={1} />
      </td>
      <td className="pl-3 text-right max-md:hidden">
        {trade.return_annualized === null ? <span className="text-faint">–</span> : <Percent value={trade.return_annualized} sign="change" digits={1} />}
      </td>
    </tr>
  );
}

function TradeDay({ date, transaction }: { date: string | null | undefined; transaction: string | null | undefined }) {
  if (!date) return <span className="text-faint">–</span>;
  if (!transaction) return <Day date={date} />;
  return (
    <Link href={`/transactions?edit=${transaction}`} prefetch={false} className="rounded-mark hover:text-accent">
      <Day date={date} />
    </Link>
  );
}
