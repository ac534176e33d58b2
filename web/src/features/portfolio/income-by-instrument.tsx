import Link from "next/link";
import type { Income } from "@/api/types";
import { AmountBar } from "@/charts/amount-bar";
import { toPixelScale } from "@/lib/decimal";
import { Money } from "@/ui/money";

type IncomeByInstrumentProps = { items: Income["by_instrument"] };

export function IncomeByInstrument({ items }: IncomeByInstrumentProps) {
  const widest = Math.max(...items.map(({ net }) => Math.abs(toPixelScale(net.amount ?? "0"))), 0);
  return (
    <table className="w-full text-13">
      <thead className="max-md:sr-only">
        <tr className="border-b text-12 text-muted">
          <th scope="col" className="h-9 text-left font-normal">Instrument</th>
          <th scope="col" className="h-9 font-normal max-lg:hidden"><span className="sr-only">Share</span></th>
          <th scope="col" className="h-9 px-3 text-right font-normal max-md:hidden">Dividends</th>
          <th scope="col" className="h-9 px-3 text-right font-normal max-md:hidden">Interest</th>
          <th scope="col" className="h-9 px-3 text-right font-normal whitespace-nowrap max-md:hidden">Tax withheld</th>
          <th scope="col" className="h-9 pl-3 text-right font-normal">Net</th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ instrument, dividends, interest, taxes, net }) => (
          <tr key={instrument?.id ?? "accounts"} className="h-11 border-b last:border-0 md:h-9">
            <th scope="row" className="w-full max-w-0 pr-3 text-left font-normal">
              {instrument ? (
                <Link href={`/instruments/${instrument.id}`} prefetch={false} className="flex items-baseline gap-2 rounded-mark hover:text-accent">
                  <span className="max-w-32 min-w-14 shrink-0 truncate font-medium">{instrument.symbol}</span>
                  <span className="truncate text-muted">{instrument.name}</span>
                </Link>
              ) : (
                <span className="text-muted">Interest and income of accounts</span>
              )}
            </th>
            <td className="min-w-64 px-3 max-lg:hidden">
              <AmountBar from="left" fraction={widest === 0 ? 0 : toPixelScale(net.amount ?? "0") / widest} />
            </td>
            <td className="px-3 text-right max-md:hidden">
              <Money value={dividends} currency="hidden" />
            </td>
            <td className="px-3 text-right max-md:hidden">
              <Money value={interest} currency="hidden" />
            </td>
            <td className="px-3 text-right max-md:hidden">
              <Money value={taxes} currency="hidden" />
            </td>
            <td className="pl-3 text-right font-medium">
              <Money value={net} currency="hidden" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
