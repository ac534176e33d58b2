"use client";

import type { Lot } from "@/api/types";
import { formatDate } from "@/lib/date";
import { formatDecimal } from "@/lib/money";
import { Input } from "@/ui/field";
import { useLocale } from "@/ui/intl-provider";
import { LOT_FIELD } from "./sale-body";

type LotPickerProps = { lots: Lot[]; error: string | undefined };

/** Which purchases to sell from, where one would rather choose than leave it to a method. */
export function LotPicker({ lots, error }: LotPickerProps) {
  const locale = useLocale();
  const chosen = lots.flatMap((lot) => (lot.transaction && lot.quantity !== null ? [{ ...lot, transaction: lot.transaction, quantity: lot.quantity }] : []));
  if (chosen.length === 0) return null;
  return (
    <details className="group rounded-panel border px-4" open={error !== undefined}>
      <summary className="target flex min-h-11 cursor-pointer list-none items-center justify-between text-13 [&::-webkit-details-marker]:hidden">
        Choose the lots yourself
        <span className="text-12 text-muted group-open:hidden">{chosen.length} open</span>
      </summary>
      <p className="pb-2 text-12 text-muted">Units of each purchase; together as many as you sell.</p>
      {error ? <p className="pb-2 text-12 text-loss">{error}</p> : null}
      <ul className="scroll-quiet -mr-2 max-h-72 overflow-y-auto pr-2 pb-3">
        {chosen.map((lot) => {
          const bought = `${formatDecimal(lot.quantity, locale, { max: 4 })} of ${formatDate(lot.opened_on, locale)}`;
          return (
            <li key={lot.transaction} className="flex items-center justify-between gap-3 py-1 text-13">
              <span className="tabular">{bought}</span>
              <Input name={`${LOT_FIELD}${lot.transaction}`} aria-label={`Units to sell from ${bought}`} inputMode="decimal" autoComplete="off" className="h-8 w-24 text-right" />
            </li>
          );
        })}
      </ul>
    </details>
  );
}
