import Link from "next/link";
import type { Transaction } from "@/api/types";
import { Day } from "@/ui/day";
import { Money } from "@/ui/money";
import { Quantity } from "@/ui/quantity";
import { RowCheckbox } from "./selection-provider";
import { TransactionActions } from "./transaction-actions";
import { TransactionTitle } from "./transaction-title";
import { TYPE_LABELS } from "./types";

type TransactionRowProps = { transaction: Transaction; href: string; copy: string };

export function TransactionRow({ transaction, href, copy }: TransactionRowProps) {
  const name = `${TYPE_LABELS[transaction.type]} of ${transaction.date}`;
  return (
    <tr className="group relative h-9 border-b transition-colors hover:bg-raised has-[input:checked]:bg-accent-soft">
      <td className="relative z-10 w-10 pl-2">
        <RowCheckbox id={transaction.id} name={name} />
      </td>
      <td className="px-3 whitespace-nowrap text-muted">
        <Day date={transaction.date} />
      </td>
      <td className="px-3 whitespace-nowrap">{TYPE_LABELS[transaction.type]}</td>
      <td className="max-w-0 px-3">
        <Link
          href={href}
          scroll={false}
          prefetch={false}
          className="block truncate outline-none after:absolute after:inset-0 focus-visible:after:rounded-mark focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
        >
          <TransactionTitle transaction={transaction} />
          <span className="sr-only">
            , {TYPE_LABELS[transaction.type]} of {transaction.date}, open
          </span>
        </Link>
      </td>
      <td className="max-w-40 truncate px-3 text-muted" title={transaction.account_name}>
        {transaction.account_name}
      </td>
      <td className="px-3 text-right">{transaction.quantity == null ? null : <Quantity value={transaction.quantity} />}</td>
      <td className="px-3 text-right">{transaction.price == null ? null : <Quantity value={transaction.price} min={2} max={6} />}</td>
      <td className="px-3 text-right font-medium">
        {transaction.cash_effect ? <Money value={transaction.cash_effect} sign="change" /> : null}
      </td>
      <td className="relative z-10 w-10 text-right">
        <TransactionActions id={transaction.id} href={href} copy={copy} name={name} />
      </td>
    </tr>
  );
}
