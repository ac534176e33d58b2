import Link from "next/link";
import type { Account, NetWorth } from "@/api/types";
import { PriceDate } from "@/features/portfolio/public-server";
import { Money } from "@/ui/money";
import { Quantity } from "@/ui/quantity";
import { KIND_LABELS } from "./kinds";

type AccountsTableProps = { accounts: Account[]; worth: NetWorth | null };

export function AccountsTable({ accounts, worth }: AccountsTableProps) {
  const values = new Map(worth?.accounts.map((account) => [account.account, account.value]));
  return (
    <>
      <p className="mb-2 flex flex-wrap items-baseline justify-between gap-2 text-12 text-muted">
        <span>{worth ? `Values in ${worth.currency}` : "Values are not available at the moment. The accounts themselves are safe."}</span>
        {worth ? <PriceDate pricesAsOf={worth.prices_as_of} stale={worth.stale} /> : null}
      </p>
      <table className="hidden w-full text-13 md:table">
        <thead>
          <tr className="border-y text-12 text-muted">
            <th scope="col" className="h-9 text-left font-normal">Account</th>
            <th scope="col" className="px-3 text-left font-normal">Kind</th>
            <th scope="col" className="px-3 text-left font-normal">Institution</th>
            <th scope="col" className="px-3 text-left font-normal">Currency</th>
            <th scope="col" className="px-3 text-right font-normal">Transactions</th>
            <th scope="col" className="pl-3 text-right font-normal">Value</th>
          </tr>
        </thead>
        <tbody>
          {accounts.map((account) => (
            <tr key={account.id} className="group relative h-11 border-b transition-colors hover:bg-raised">
              <th scope="row" className="w-full max-w-0 pr-3 text-left font-medium">
                <Link
                  href={`/accounts/${account.id}`}
                  prefetch={false}
                  className="block truncate outline-none after:absolute after:inset-0 focus-visible:after:rounded-mark focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent"
                >
                  {account.name}
                </Link>
              </th>
              <td className="px-3 whitespace-nowrap text-muted">{KIND_LABELS[account.kind]}</td>
              <td className="max-w-52 truncate px-3 whitespace-nowrap text-muted">{account.institution}</td>
              <td className="px-3 text-muted">{account.currency}</td>
              <td className="px-3 text-right text-muted">
                <Quantity value={String(account.transaction_count)} />
              </td>
              <td className="pl-3 text-right font-medium">
                <Money value={values.get(account.id)} currency="hidden" />
              </td>
            </tr>
          ))}
        </tbody>
        {worth ? (
          <tfoot>
            <tr className="h-11 font-medium">
              <th scope="row" colSpan={5} className="text-left font-medium">
                Net worth
              </th>
              <td className="text-right">
                <Money value={worth.total} currency="hidden" />
              </td>
            </tr>
          </tfoot>
        ) : null}
      </table>
      <ul className="border-t md:hidden">
        {accounts.map((account) => (
          <li key={account.id} className="border-b">
            <Link href={`/accounts/${account.id}`} prefetch={false} className="block py-2.5">
              <span className="flex justify-between gap-4 text-14">
                <span className="truncate">{account.name}</span>
                <Money value={values.get(account.id)} currency="hidden" className="shrink-0 font-medium" />
              </span>
              <span className="mt-0.5 flex justify-between gap-4 text-12 text-muted">
                <span className="truncate">
                  {[KIND_LABELS[account.kind], account.institution].filter(Boolean).join(" · ")}
                </span>
                <span className="shrink-0">{account.currency}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {worth ? (
        <p className="flex justify-between py-3 text-14 font-medium md:hidden">
          Net worth
          <Money value={worth.total} currency="hidden" />
        </p>
      ) : null}
    </>
  );
}
