import Link from "next/link";
import { load, serverApi } from "@/api/server";
import { KIND_LABELS } from "@/features/accounts/public";
import { personToday } from "@/features/shell/public-server";
import { LoadPanel } from "@/ui/load-panel";
import { Money } from "@/ui/money";
import { Panel } from "@/ui/panel";

export async function AccountsPanel() {
  const loaded = await load((await serverApi()).GET("/v1/net-worth", { params: { query: { on: await personToday(), interval: "month" } } }));
  return (
    <Panel
      title="Accounts"
      actions={
        <Link href="/accounts" className="rounded-mark text-13 text-muted transition-colors hover:text-text">
          All accounts
        </Link>
      }
    >
      <LoadPanel loaded={loaded}>
        {(worth) => (
          <ul>
            {worth.accounts.map((account) => (
              <li key={account.account} className="border-b last:border-0">
                <Link
                  href={`/accounts/${account.account}`}
                  prefetch={false}
                  className="-mx-2 flex h-11 items-center justify-between gap-4 rounded-control px-2 text-13 transition-colors hover:bg-raised"
                >
                  <span className="min-w-0 truncate">
                    {account.name}
                    <span className="ml-2 text-12 text-muted">{KIND_LABELS[account.kind]}</span>
                  </span>
                  <Money value={account.value} />
                </Link>
              </li>
            ))}
          </ul>
        )}
      </LoadPanel>
    </Panel>
  );
}
