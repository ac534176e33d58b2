import Link from "next/link";
import type { Lot } from "@/api/types";
import { durationText } from "@/lib/duration";
import { Day } from "@/ui/day";
import { Money } from "@/ui/money";
import { Quantity } from "@/ui/quantity";

type LotsTableProps = { lots: Lot[]; on: string; accounts: Record<string, string>; name: string };

const HEAD = "h-8 px-3 text-12 font-normal text-muted first:pl-0 last:pr-0";
const RIGHT = `${HEAD} text-right`;

/** On a phone the account and the cost step under the date and the value. */
export function LotsTable({ lots, on, accounts, name }: LotsTableProps) {
  return (
    <table className="w-full text-13">
      <caption className="sr-only">Open lots of {name}</caption>
      <thead>
        <tr className="border-b">
          <th scope="col" className={`${HEAD} text-left`}>Bought on</th>
          <th scope="col" className={`${HEAD} text-left max-md:hidden`}>Account</th>
          <th scope="col" className={`${RIGHT} max-sm:hidden`}>Held for</th>
          <th scope="col" className={RIGHT}>Quantity</th>
          <th scope="col" className={`${RIGHT} max-md:hidden`}>Cost</th>
          <th scope="col" className={`${RIGHT} max-md:hidden`}>Value</th>
          <th scope="col" className={RIGHT}>Gain</th>
        </tr>
      </thead>
      <tbody>
        {lots.map((lot, index) => (
          <tr key={index} className="h-11 border-b last:border-0 hover:bg-raised md:h-8">
            <th scope="row" className="pr-3 text-left font-normal whitespace-nowrap">
              {lot.transaction ? (
                <Link href={`/transactions?edit=${lot.transaction}`} prefetch={false} className="rounded-mark hover:text-accent">
                  <Day date={lot.opened_on} />
                </Link>
              ) : (
                <Day date={lot.opened_on} />
              )}
            </th>
            <td className="max-w-40 truncate px-3 text-muted max-md:hidden" title={accounts[lot.account]}>
              {accounts[lot.account] ?? ""}
            </td>
            <td className="tabular px-3 text-right whitespace-nowrap text-muted max-sm:hidden">{durationText(lot.opened_on, on)}</td>
            <td className="px-3 text-right">
              <Quantity value={lot.quantity} max={4} />
            </td>
            <td className="px-3 text-right max-md:hidden">
              <Money value={lot.cost} currency="hidden" />
            </td>
            <td className="px-3 text-right max-md:hidden">
              <Money value={lot.value} currency="hidden" />
            </td>
            <td className="pl-3 text-right">
              <Money value={lot.unrealized_gain} currency="hidden" sign="change" tone="change" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
