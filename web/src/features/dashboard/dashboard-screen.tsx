import { Allowed } from "@/features/permissions/public";
import { loadAccounts, loadPortfolios } from "@/features/shell/public-server";
import { ChartSkeleton } from "@/features/portfolio/public";
import { AllocationPanel, parsePortfolioAddress } from "@/features/portfolio/public-server";
import { RecentTransactionsPanel } from "@/features/transactions/public-server";
import { LoadingPanel } from "@/ui/loading-panel";
import { SkeletonRows } from "@/ui/skeleton-rows";
import { AccountsPanel } from "./accounts-panel";
import { FirstSteps } from "./first-steps";
import { NetWorthPanel } from "./net-worth-panel";
import { NothingToSee } from "./nothing-to-see";

type DashboardScreenProps = { query: Record<string, string | string[] | undefined> };

export async function DashboardScreen({ query }: DashboardScreenProps) {
  const { period, by, of } = parsePortfolioAddress(query);
  const [accounts, portfolios] = await Promise.all([loadAccounts(), loadPortfolios()]);
  if (accounts.ok && accounts.data.items.every((account) => account.transaction_count === 0)) {
    const count = accounts.data.items.length;
    return (
      <Allowed to="import" otherwise={<NothingToSee accounts={count} />}>
        <FirstSteps accounts={count} />
      </Allowed>
    );
  }
  const portfolio = portfolios.ok ? portfolios.data.items[0]?.id : undefined;
  const dates: Record<string, string> =
    period.kind === "named" ? { period: period.name } : { from: period.from, to: period.to };
  return (
    <>
      <LoadingPanel reload={JSON.stringify([period, of])} skeleton={<ChartSkeleton strips={1} />}>
        <NetWorthPanel period={period} portfolio={portfolio} of={of} />
      </LoadingPanel>
      <div className="mt-10 grid gap-x-10 gap-y-10 xl:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <LoadingPanel skeleton={<SkeletonRows rows={8} label="Loading transactions" />}>
          <RecentTransactionsPanel />
        </LoadingPanel>
        <div className="grid content-start gap-10">
          {portfolio ? (
            <LoadingPanel skeleton={<SkeletonRows rows={6} label="Loading the allocation" />}>
              <AllocationPanel
                portfolio={portfolio}
                by={by}
                address={(next) => `/dashboard?${new URLSearchParams({ ...dates, ...(of ? { of } : {}), by: next })}`}
              />
            </LoadingPanel>
          ) : null}
          <LoadingPanel skeleton={<SkeletonRows rows={5} label="Loading accounts" />}>
            <AccountsPanel />
          </LoadingPanel>
        </div>
      </div>
    </>
  );
}
