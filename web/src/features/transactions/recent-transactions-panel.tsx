import Link from "next/link";
import { load, serverApi } from "@/api/server";
import { Day } from "@/ui/day";
import { ListDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadPanel } from "@/ui/load-panel";
import { Money } from "@/ui/money";
import { Panel } from "@/ui/panel";
import { TransactionTitle } from "./transaction-title";
import { TYPE_LABELS } from "./types";

type RecentTransactionsPanelProps = { account?: string; instrument?: string };

const MOST = 9;

export async function RecentTransactionsPanel({ account, instrument }: RecentTransactionsPanelProps) {
  const loaded = await load((await serverApi()).GET("/v1/transactions", { params: { query: { limit: MOST, account, instrument } } }));
  return (
    <Panel
      title="Recent transactions"
      actions={
        <Link
          href={account ? `/transactions?account=${account}` : instrument ? `/transactions?instrument=${instrument}` : "/transactions"}
          className="rounded-mark text-13 text-muted transition-colors hover:text-text"
        >
          All transactions
        </Link>
      }
    >
      <LoadPanel loaded={loaded}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty drawing={<ListDrawing />} title="Nothing recorded yet" />
          ) : (
            <ul>
              {items.map((transaction) => (
                <li key={transaction.id} className="border-b last:border-0">
                  <Link
                    href={`/transactions?edit=${transaction.id}`}
                    prefetch={false}
                    className="-mx-2 flex h-14 items-center gap-4 rounded-control px-2 text-13 transition-colors hover:bg-raised sm:h-11"
                  >
                    <Day date={transaction.date} style="short" className="hidden w-14 shrink-0 text-muted sm:block" />
                    <span className="min-w-0 flex-1">
                      <span className="block truncate sm:inline">
                        <span className="mr-2 text-muted">{TYPE_LABELS[transaction.type]}</span>
                        <TransactionTitle transaction={transaction} />
                      </span>
                      <span className="block truncate text-12 text-muted sm:hidden">
                        <Day date={transaction.date} style="short" /> · {transaction.account_name}
                      </span>
                    </span>
                    <span className="hidden w-32 shrink-0 truncate text-12 text-muted lg:block">{transaction.account_name}</span>
                    <Money value={transaction.cash_effect} sign="change" className="min-w-24 shrink-0 text-right" />
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </LoadPanel>
    </Panel>
  );
}
