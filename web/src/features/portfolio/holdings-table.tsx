"use client";

import { Search } from "lucide-react";
import { useMemo, useState } from "react";
import type { Holdings } from "@/api/types";
import { Input } from "@/ui/field";
import { CashRows } from "./cash-rows";
import { HoldingsHead } from "./holdings-head";
import { HoldingRow } from "./holding-row";
import { HoldingsPhoneList } from "./holdings-phone-list";
import { HoldingsTotals } from "./holdings-totals";
import { findHoldings, type Order, sortHoldings } from "./holdings-order";

type HoldingsTableProps = { holdings: Holdings };

export function HoldingsTable({ holdings }: HoldingsTableProps) {
  const [words, setWords] = useState("");
  const [order, setOrder] = useState<Order>({ column: "value", direction: "descending" });
  const shown = useMemo(() => sortHoldings(findHoldings(holdings.items, words), order), [holdings.items, words, order]);
  const searching = words.trim() !== "";

  return (
    <>
      <div className="flex items-center justify-between gap-4 py-3">
        <label className="relative w-full max-w-72">
          <span className="sr-only">Search holdings</span>
          <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint" />
          <Input type="search" value={words} onChange={(event) => setWords(event.target.value)} placeholder="Search holdings" className="pl-9" />
        </label>
        <p role="status" className="shrink-0 text-12 text-muted">
          {searching ? `${shown.length} of ${holdings.items.length}` : `${holdings.items.length} holdings, in ${holdings.currency}`}
        </p>
      </div>
      <div role="region" aria-label="Holdings" tabIndex={0} className="scroll-quiet relative hidden overflow-x-auto md:block xl:overflow-visible">
        <table className="w-full min-w-[760px] text-13">
          <HoldingsHead order={order} onOrder={setOrder} />
          <tbody>
            {shown.map((holding) => (
              <HoldingRow key={holding.instrument.id} holding={holding} />
            ))}
          </tbody>
          {searching ? null : (
            <>
              <CashRows cash={holdings.cash} />
              <HoldingsTotals totals={holdings.totals} />
            </>
          )}
        </table>
      </div>
      <HoldingsPhoneList holdings={shown} cash={searching ? [] : holdings.cash} />
      {searching && shown.length === 0 ? <p className="py-8 text-center text-13 text-muted">No holding matches “{words.trim()}”.</p> : null}
    </>
  );
}
