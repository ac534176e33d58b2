import Link from "next/link";
import type { Transaction } from "@/api/types";
import { Day } from "@/ui/day";
import { Money } from "@/ui/money";
import { Quantity } from "@/ui/quantity";
import { RowCheckbox } from "./selection-provider";
import { TransactionTitle } from "./transaction-title";
import { TYPE_LABELS } from "./types";

type TransactionPhoneRowProps = { transaction: Transaction; href: string };

export function TransactionPhoneRow({ transaction, href }: TransactionPhoneRowProps) {
  return (
    <li className="-mx-4 flex items-center gap-3 border-b px-4 has-[input:checked]:bg-accent-soft">
      <RowCheckbox id={transaction.id} name={`${TYPE_LABELS[transaction.type]} of ${transaction.date}`} />
      <Link href={href} scroll={false} prefetch={false} className="block min-w-0 flex-1 py-2.5">
        <span className="flex justify-between gap-4 text-14">
          <span className="truncate">
            <span className="mr-2 text-muted">{TYPE_LABELS[transaction.type]}</span>
            <TransactionTitle transaction={transaction} />
          </span>
          {transaction.cash_effect ? <Money value={transaction.cash_effect} sign="change" className="shrink-0 font-medium" /> : null}
        </span>
        <span className="mt-0.5 flex justify-between gap-4 text-12 text-muted">
          <span className="truncate">
            <Day date={transaction.date} /> · {transaction.account_name}
          </span>
          {transaction.quantity != null && transaction.price != null ? (
            <span className="shrink-0">
              <Quantity value={transaction.quantity} /> × <Quantity value={transaction.price} min={2} max={4} />
            </span>
          ) : null}
        </span>
      </Link>
    </li>
  );
}
