import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { Allowed } from "@/features/permissions/public";
import { Button } from "@/ui/button";
import { ListDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadPanel } from "@/ui/load-panel";
import { hasFilters, type TransactionsAddress, transactionsAddress } from "./address";
import { BulkBar } from "./bulk-bar";
import { loadTransactions } from "./queries";
import { selectionOf } from "./selection";
import { SelectionProvider } from "./selection-provider";
import type { AccountChoice } from "./transaction-filters";
import { TransactionsTable } from "./transactions-table";

type TransactionsPanelProps = { address: TransactionsAddress; accounts: AccountChoice[] };

export async function TransactionsPanel({ address, accounts }: TransactionsPanelProps) {
  const loaded = await loadTransactions(address);
  return (
    <LoadPanel loaded={loaded}>
      {(page) =>
        page.items.length === 0 ? (
          <NothingFound address={address} />
        ) : (
          <SelectionProvider key={JSON.stringify(address)} order={page.items.map(({ id }) => id)}>
            <TransactionsTable transactions={page.items} address={address} />
            <nav aria-label="Pages" className="flex items-center justify-between gap-4 pt-4">
              {address.cursor ? (
                <Button asChild tone="quiet" size="small">
                  <Link href={transactionsAddress(address, { cursor: null })}>
                    <ChevronLeft aria-hidden />
                    First page
                  </Link>
                </Button>
              ) : (
                <span />
              )}
              {page.next_cursor ? (
                <Button asChild size="small">
                  <Link href={transactionsAddress(address, { cursor: page.next_cursor })}>
                    Next page
                    <ChevronRight aria-hidden />
                  </Link>
                </Button>
              ) : (
                <span className="text-12 text-muted">That is all.</span>
              )}
            </nav>
            {address.filters.known ? null : (
              <BulkBar filter={selectionOf(address)} morePages={address.cursor || page.next_cursor ? "some" : "none"} accounts={accounts} />
            )}
          </SelectionProvider>
        )
      }
    </LoadPanel>
  );
}

function NothingFound({ address }: { address: TransactionsAddress }) {
  if (hasFilters(address)) {
    return (
      <Empty
        drawing={<ListDrawing />}
        title="No transaction matches"
        action={
          <Button asChild>
            <Link href="/transactions">Clear the filters</Link>
          </Button>
        }
      >
        Try other words or a wider span of dates.
      </Empty>
    );
  }
  return (
    <Empty
      drawing={<ListDrawing />}
      title="Nothing recorded yet"
      action={
        <>
          <Allowed to="import">
            <Button asChild tone="primary">
              <Link href="/import">Import a file</Link>
            </Button>
          </Allowed>
          <Allowed to="edit_transactions">
            <Button asChild>
              <Link href={transactionsAddress(address, { sheet: "new" })}>Add one by hand</Link>
            </Button>
          </Allowed>
        </>
      }
    >
      <Allowed to="import" otherwise="What is recorded in the accounts that you see appears here.">
        Import a file from your broker, or record the first transaction yourself.
      </Allowed>
    </Empty>
  );
}
