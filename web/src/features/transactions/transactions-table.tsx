import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Transaction } from "@/api/types";
import { cn } from "@/lib/cn";
import { type TransactionsAddress, transactionsAddress } from "./address";
import { PageCheckbox } from "./selection-provider";
import { TransactionPhoneRow } from "./transaction-phone-row";
import { TransactionRow } from "./transaction-row";

type TransactionsTableProps = { transactions: Transaction[]; address: TransactionsAddress };

export function TransactionsTable({ transactions, address }: TransactionsTableProps) {
  return (
    <>
      <div role="region" aria-label="Transactions" tabIndex={0} className="scroll-quiet relative hidden overflow-x-auto md:block xl:overflow-visible">
        <table className="w-full min-w-[820px] text-13">
          <thead className="sticky-head">
            <tr className="border-y">
              <Head className="w-10 pl-2 text-left">
                <PageCheckbox />
              </Head>
              <SortHead column="date" label="Date" address={address} className="w-28 text-left" />
              <Head className="w-32 text-left">Type</Head>
              <Head className="text-left">What</Head>
              <Head className="w-40 text-left">Account</Head>
              <Head className="w-24 text-right">Quantity</Head>
              <Head className="w-28 text-right">Price</Head>
              <SortHead column="amount" label="Amount" address={address} className="w-36 text-right" />
              <Head className="w-10 pr-0">
                <span className="sr-only">Actions</span>
              </Head>
            </tr>
          </thead>
          <tbody>
            {transactions.map((transaction) => (
              <TransactionRow
                key={transaction.id}
                transaction={transaction}
                href={hrefOf(transaction, address)}
                copy={transactionsAddress(address, { copy: transaction.id })}
              />
            ))}
          </tbody>
        </table>
      </div>
      <ul className="md:hidden">
        {transactions.map((transaction) => (
          <TransactionPhoneRow
            key={transaction.id}
            transaction={transaction}
            href={hrefOf(transaction, address)}
          />
        ))}
      </ul>
    </>
  );
}

/** What is looked at as it once was leads to its versions, what stands now to its editor. */
function hrefOf({ id }: Transaction, address: TransactionsAddress): string {
  return address.filters.known ? `/transactions/${id}` : transactionsAddress(address, { edit: id });
}

function Head({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <th scope="col" className={cn("h-9 px-3 text-12 font-normal whitespace-nowrap text-muted", className)}>
      {children}
    </th>
  );
}

type SortHeadProps = { column: "date" | "amount"; label: string; address: TransactionsAddress; className?: string };

function SortHead({ column, label, address, className }: SortHeadProps) {
  const sort = address.filters.sort ?? "-date";
  const current = sort.replace("-", "") === column;
  const descending = sort.startsWith("-");
  const Arrow = descending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={current ? (descending ? "descending" : "ascending") : "none"}
      className={cn("h-9 px-3 text-12 font-normal whitespace-nowrap", className)}
    >
      <Link
        href={transactionsAddress(address, { sort: current && descending ? column : `-${column}` })}
        scroll={false}
        prefetch={false}
        className={cn("inline-flex items-center gap-1 rounded-mark transition-colors hover:text-text", current ? "text-text" : "text-muted")}
      >
        {label}
        {current ? <Arrow aria-hidden className="size-3" /> : null}
      </Link>
    </th>
  );
}
