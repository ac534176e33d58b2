"use client";

import type { ReactNode } from "react";
import type { SaleByMethod, SalePreview } from "@/api/types";
import { COST_BASIS_LABELS } from "@/features/accounts/public";
import { Badge } from "@/ui/badge";
import { Day } from "@/ui/day";
import { Money } from "@/ui/money";
import { Quantity } from "@/ui/quantity";

/** The methods side by side; under each, which lots go and which remain. */
export function SaleResult({ preview }: { preview: SalePreview }) {
  const [first] = preview.methods;
  return (
    <>
      {first ? (
        <div className="border-b pb-4">
          <p className="text-28 font-semibold tracking-[-0.02em]">
            <Money value={first.proceeds} />
          </p>
          <p className="mt-1 text-13 text-muted">
            for <Quantity value={preview.quantity} /> {preview.instrument.symbol} at <Quantity value={preview.price} min={2} max={6} /> {preview.instrument.currency} on{" "}
            <Day date={preview.date} />
            {preview.price_date ? (
              <>
                , the price of <Day date={preview.price_date} />
              </>
            ) : null}
          </p>
        </div>
      ) : null}
      <ul>
        {preview.methods.map((method) => (
          <MethodRow key={method.method} method={method} days={preview.long_after_days} />
        ))}
      </ul>
    </>
  );
}

function MethodRow({ method, days }: { method: SaleByMethod; days: number }) {
  return (
    <li className="border-b py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 className="flex items-center gap-2 text-14 font-medium">
          {COST_BASIS_LABELS[method.method]}
          {method.is_own ? <Badge tone="accent">As the account has it</Badge> : null}
        </h2>
        <p className="text-16 font-medium">
          <span className="mr-2 text-12 font-normal text-muted">Gain</span>
          <Money value={method.gain} sign="change" tone="change" />
        </p>
      </div>
      <dl className="mt-2 grid grid-cols-3 gap-x-6 text-13">
        <Part label="Cost"><Money value={method.cost} /></Part>
        <Part label={`Over ${days} days`}><Money value={method.gain_long} sign="change" /></Part>
        <Part label={`Up to ${days} days`}><Money value={method.gain_short} sign="change" /></Part>
      </dl>
      <details className="group mt-2">
        <summary className="target inline-flex min-h-8 list-none items-center rounded-mark text-12 text-muted transition-colors hover:text-text [&::-webkit-details-marker]:hidden">
          {method.sold.length === 1 ? "1 lot sold" : `${method.sold.length} lots sold`}, {method.remaining.length === 0 ? "none remain" : `${method.remaining.length} remain`}
          <span className="ml-1.5 text-accent group-open:hidden">show</span>
          <span className="ml-1.5 hidden text-accent group-open:inline">hide</span>
        </summary>
        <table className="mt-1 w-full text-13">
          <caption className="sr-only">Lots sold by {COST_BASIS_LABELS[method.method]}</caption>
          <thead>
            <tr className="border-b text-12 text-muted">
              <th scope="col" className="h-8 text-left font-normal">Bought on</th>
              <th scope="col" className="h-8 px-3 text-right font-normal max-sm:hidden">Held for</th>
              <th scope="col" className="h-8 px-3 text-right font-normal">Sold</th>
              <th scope="col" className="h-8 px-3 text-right font-normal max-sm:hidden">Cost</th>
              <th scope="col" className="h-8 text-right font-normal">Gain</th>
            </tr>
          </thead>
          <tbody>
            {method.sold.map((lot, index) => (
              <tr key={index} className="h-8 border-b last:border-0">
                <th scope="row" className="text-left font-normal whitespace-nowrap">{lot.opened_on ? <Day date={lot.opened_on} /> : "Pool"}</th>
                <td className="tabular px-3 text-right text-muted max-sm:hidden">{lot.holding_days === null ? "–" : `${lot.holding_days} days`}</td>
                <td className="px-3 text-right"><Quantity value={lot.quantity} max={4} /></td>
                <td className="px-3 text-right max-sm:hidden"><Money value={lot.cost} currency="hidden" /></td>
                <td className="text-right"><Money value={lot.gain} currency="hidden" sign="change" tone="change" /></td>
              </tr>
            ))}
          </tbody>
        </table>
        {method.remaining.length > 0 ? (
          <>
            <h3 className="mt-4 border-b pb-1 text-12 text-muted">What remains</h3>
            <div role="region" aria-label={`What remains by ${COST_BASIS_LABELS[method.method]}`} tabIndex={0} className="scroll-quiet max-h-64 overflow-y-auto">
              <table className="w-full text-13">
                <caption className="sr-only">Lots that remain, their units and their cost</caption>
                <tbody>
                  {method.remaining.map((lot, index) => (
                    <tr key={index} className="h-8 border-b last:border-0">
                      <th scope="row" className="text-left font-normal whitespace-nowrap"><Day date={lot.opened_on} /></th>
                      <td className="px-3 text-right"><Quantity value={lot.quantity} max={4} /></td>
                      <td className="text-right"><Money value={lot.cost} currency="hidden" /></td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        ) : null}
      </details>
    </li>
  );
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="truncate text-12 text-muted">{label}</dt>
      <dd className="truncate">{children}</dd>
    </div>
  );
}
