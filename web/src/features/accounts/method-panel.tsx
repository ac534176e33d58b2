import Link from "next/link";
import type { Account } from "@/api/types";
import { Allowed } from "@/features/permissions/public";
import { loadHoldings, METHODS } from "@/features/portfolio/public-server";
import { Badge } from "@/ui/badge";
import { Explain } from "@/ui/explain";
import { LoadPanel } from "@/ui/load-panel";
import { Money } from "@/ui/money";
import { Panel } from "@/ui/panel";
import { COST_BASIS_LABELS } from "./kinds";

/** What the account's figures would be under each method: seen before it is changed. */
export async function MethodPanel({ account }: { account: Account }) {
  const [own, ...others] = await Promise.all([
    loadHoldings("account", account.id),
    ...METHODS.map((method) => loadHoldings("account", account.id, undefined, method)),
  ]);
  return (
    <Panel
      title={
        <span className="inline-flex items-center gap-1.5">
          Which units a sale takes first
          <Explain term="Cost-basis method">It decides which purchases a sale uses up, and so how much of the gain is made by the sale and how much stays in what is held. The two together are the same.</Explain>
        </span>
      }
      actions={
        <Allowed to="edit_accounts">
          <Link href={`/accounts/${account.id}?sheet=edit`} scroll={false} className="inline-flex items-center rounded-mark text-13 text-muted transition-colors hover:text-text pointer-coarse:min-h-11">
            Choose another
          </Link>
        </Allowed>
      }
    >
      <LoadPanel loaded={own}>
        {({ currency }) => (
          <table className="w-full text-13">
            <caption className="sr-only">Figures of {account.name} under each method, in {currency}</caption>
            <thead>
              <tr className="border-b text-12 text-muted">
                <th scope="col" className="h-9 text-left font-normal">Method</th>
                <th scope="col" className="h-9 px-3 text-right font-normal max-sm:hidden">Cost of what is held</th>
                <th scope="col" className="h-9 px-3 text-right font-normal">Still held</th>
                <th scope="col" className="h-9 text-right font-normal">From sales</th>
              </tr>
            </thead>
            <tbody>
              {METHODS.map((method, index) => {
                const loaded = others[index];
                const totals = loaded?.ok ? loaded.data.totals : null;
                const current = method === account.cost_basis;
                return (
                  <tr key={method} className="h-11 border-b last:border-0 md:h-9">
                    <th scope="row" className={current ? "text-left font-medium" : "text-left font-normal"}>
                      {COST_BASIS_LABELS[method]}
                      {current ? <Badge tone="accent" className="ml-2">Now</Badge> : null}
                    </th>
                    <td className="px-3 text-right max-sm:hidden"><Money value={totals?.cost_basis} currency="hidden" /></td>
                    <td className="px-3 text-right"><Money value={totals?.unrealized_gain} currency="hidden" sign="change" tone="change" /></td>
                    <td className="text-right"><Money value={totals?.realized_gain} currency="hidden" sign="change" tone="change" /></td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        )}
      </LoadPanel>
    </Panel>
  );
}
