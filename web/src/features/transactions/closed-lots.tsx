import type { TransactionPreview } from "@/api/types";
import { Day } from "@/ui/day";
import { Disclosure } from "@/ui/disclosure";
import { Money } from "@/ui/money";
import { Quantity } from "@/ui/quantity";

type ClosedLotsProps = { lots: TransactionPreview["closed_lots"] };

export function ClosedLots({ lots }: ClosedLotsProps) {
  return (
    <Disclosure title={lots.length === 1 ? "The purchase that it closes" : `The ${lots.length} purchases that it closes`}>
      <ul className="grid gap-2">
        {lots.map((lot, index) => (
          <li key={index} className="flex justify-between gap-3 text-12">
            <span className="min-w-0">
              <Quantity value={lot.quantity} /> of <Day date={lot.lot_date} />
              <span className="block text-muted">
                <Money value={lot.cost} /> → <Money value={lot.proceeds} />
              </span>
            </span>
            <Money value={lot.gain} sign="change" tone="change" className="shrink-0" />
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
