import Link from "next/link";
import type { Holdings } from "@/api/types";
import { Money } from "@/ui/money";
import { Percent } from "@/ui/percent";
import { cashWord } from "./cash-word";

export function CashRows({ cash }: { cash: Holdings["cash"] }) {
  return (
    <tbody>
      {cash.map((entry) => (
        <tr key={`${entry.account}-${entry.balance.currency}`} className="group relative h-9 border-b transition-colors hover:bg-raised">
          <th scope="row" className="sticky left-0 w-full max-w-0 min-w-48 bg-paper pr-3 text-left font-normal transition-colors group-hover:bg-raised">
            <Link href={`/accounts/${entry.account}`} prefetch={false} className="flex min-w-0 items-baseline gap-2 after:absolute after:inset-0">
              <span className="min-w-14 shrink-0 font-medium">{cashWord(entry)}</span>
              <span className="truncate text-muted">{entry.account_name}</span>
            </Link>
          </th>
          <td className="px-3 text-right whitespace-nowrap" colSpan={2}>
            <Money value={entry.balance} currency="hidden" />
            <span className="ml-1 inline-block w-7 text-left text-12 text-faint">{entry.balance.currency}</span>
          </td>
          <td className="px-3 text-right font-medium">
            <Money value={entry.value} currency="hidden" />
          </td>
          <td colSpan={3} />
          <td className="pl-3 text-right text-muted">
            <Percent value={entry.weight} digits={1} />
          </td>
        </tr>
      ))}
    </tbody>
  );
}
