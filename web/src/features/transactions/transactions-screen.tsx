import { Plus } from "lucide-react";
import Link from "next/link";
import { Allowed } from "@/features/permissions/public";
import { loadAccounts } from "@/features/shell/public-server";
import { Button } from "@/ui/button";
import { LoadingPanel } from "@/ui/loading-panel";
import { PageHeader } from "@/ui/page-header";
import { SkeletonRows } from "@/ui/skeleton-rows";
import { ExportButton } from "./export-button";
import { parseTransactionsAddress, transactionsAddress } from "./address";
import { loadInstrument } from "./queries";
import { TransactionFilters } from "./transaction-filters";
import { TransactionSheetLoader } from "./transaction-sheet-loader";
import { TransactionsPanel } from "./transactions-panel";
import { TransactionsTabs } from "./transactions-tabs";

type TransactionsScreenProps = { query: Record<string, string | string[] | undefined> };

export async function TransactionsScreen({ query }: TransactionsScreenProps) {
  const address = parseTransactionsAddress(query);
  const [accounts, instrument] = await Promise.all([
    loadAccounts(),
    address.filters.instrument ? loadInstrument(address.filters.instrument) : null,
  ]);
  const choices = accounts.ok ? accounts.data.items.map(({ id, name, currency, kind }) => ({ id, name, currency, kind })) : [];
  const { account, from, to } = address.filters;
  return (
    <>
      <PageHeader
        title="Transactions"
        actions={
          <>
            {instrument?.ok ? (
              <Button asChild>
                <Link href={`/instruments/${instrument.data.id}/actions`}>Corporate actions</Link>
              </Button>
            ) : null}
            <ExportButton filters={{ account, from, to }} />
            <Allowed to="edit_transactions">
              <Button asChild tone="primary">
                <Link href={transactionsAddress(address, { sheet: "new" })} scroll={false}>
                  <Plus aria-hidden />
                  Add
                </Link>
              </Button>
            </Allowed>
          </>
        }
      />
      <TransactionsTabs current="all" />
      <TransactionFilters
        address={address}
        accounts={choices}
        instrument={instrument?.ok ? instrument.data.symbol : undefined}
      />
      <LoadingPanel
        reload={JSON.stringify([address.filters, address.cursor])}
        skeleton={<SkeletonRows rows={16} label="Loading transactions" />}
      >
        <TransactionsPanel address={address} accounts={choices} />
      </LoadingPanel>
      <TransactionSheetLoader address={address} accounts={choices} />
    </>
  );
}
