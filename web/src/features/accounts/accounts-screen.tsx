import { Plus } from "lucide-react";
import Link from "next/link";
import { load, serverApi } from "@/api/server";
import type { Account } from "@/api/types";
import { Allowed } from "@/features/permissions/public";
import { can } from "@/features/permissions/public-server";
import { currentHousehold, loadAccounts, personToday } from "@/features/shell/public-server";
import { Button } from "@/ui/button";
import { WalletDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadPanel } from "@/ui/load-panel";
import { PageHeader } from "@/ui/page-header";
import { AccountSheet } from "./account-sheet";
import { AccountsTable } from "./accounts-table";

type AccountsScreenProps = { query: Record<string, string | string[] | undefined> };

export async function AccountsScreen({ query }: AccountsScreenProps) {
  const [accounts, household, mayCreate] = await Promise.all([
    loadAccounts(),
    currentHousehold(),
    can("create_accounts"),
  ]);
  return (
    <>
      <PageHeader
        title="Accounts"
        actions={
          <Allowed to="create_accounts">
            <Button asChild tone="primary">
              <Link href="/accounts?sheet=new" scroll={false}>
                <Plus aria-hidden />
                Add account
              </Link>
            </Button>
          </Allowed>
        }
      />
      <LoadPanel loaded={accounts}>
        {({ items }) => (items.length === 0 ? <NoAccounts /> : <Accounts accounts={items} />)}
      </LoadPanel>
      {mayCreate && query.sheet === "new" ? (
        <AccountSheet
          back="/accounts"
          currency={household?.currency ?? "EUR"}
          others={accounts.ok ? accounts.data.items.map(({ id, name }) => ({ id, name })) : []}
        />
      ) : null}
    </>
  );
}

/** Values come with the net worth; the list itself stands without them. */
async function Accounts({ accounts }: { accounts: Account[] }) {
  const worth = await load((await serverApi()).GET("/v1/net-worth", { params: { query: { on: await personToday(), interval: "month" } } }));
  return <AccountsTable accounts={accounts} worth={worth.ok ? worth.data : null} />;
}

function NothingShown() {
  return (
    <Empty drawing={<WalletDrawing />} title="No account is shown to you yet">
      Whoever invited you to this household chooses what you see.
    </Empty>
  );
}

function NoAccounts() {
  return (
    <Allowed to="create_accounts" otherwise={<NothingShown />}>
      <Empty
        drawing={<WalletDrawing />}
        title="No account yet"
        action={
          <>
            <Button asChild tone="primary">
              <Link href="/import">Import a file</Link>
            </Button>
            <Button asChild>
              <Link href="/accounts?sheet=new">Add one by hand</Link>
            </Button>
          </>
        }
      >
        An import opens the accounts that the file names. You can also add a house, a loan or a bank yourself.
      </Empty>
    </Allowed>
  );
}
