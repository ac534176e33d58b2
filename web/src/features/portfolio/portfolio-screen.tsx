import Link from "next/link";
import { loadPortfolios, personToday } from "@/features/shell/public-server";
import { Button } from "@/ui/button";
import { ChartDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadingPanel } from "@/ui/loading-panel";
import { LoadPanel } from "@/ui/load-panel";
import { PageHeader } from "@/ui/page-header";
import { SkeletonRows } from "@/ui/skeleton-rows";
import { type PortfolioAddress } from "./address";
import { AllocationPanel } from "./allocation-panel";
import { ChartSkeleton } from "./chart-skeleton";
import { HoldingsPanel } from "./holdings-panel";
import { PerformancePanel } from "./performance-panel";
import { PortfolioSwitcher } from "./portfolio-switcher";

type PortfolioScreenProps = { address: PortfolioAddress };

export async function PortfolioScreen({ address }: PortfolioScreenProps) {
  const [loaded, on] = await Promise.all([loadPortfolios(), personToday()]);
  return (
    <LoadPanel loaded={loaded}>
      {({ items }) => {
        const portfolio = items.find((each) => each.id === address.portfolio) ?? items[0];
        if (!portfolio) return <NoPortfolio />;
        const scope = { kind: "portfolio" as const, id: portfolio.id };
        const link = linker(address, portfolio.id);
        return (
          <>
            <PageHeader title={<PortfolioSwitcher portfolios={items.map(({ id, name }) => ({ id, name }))} current={portfolio.id} />} />
            <LoadingPanel reload={JSON.stringify([scope, address.period])} skeleton={<ChartSkeleton strips={2} />}>
              <PerformancePanel
                scope={scope}
                name={portfolio.name}
                period={address.period}
                on={on}
                chart={address.chart}
                chartAddress={(chart) => link({ chart })}
              />
            </LoadingPanel>
            <div className="mt-10">
              <LoadingPanel reload={scope.id} skeleton={<SkeletonRows rows={10} label="Loading holdings" />}>
                <HoldingsPanel scope={scope} />
              </LoadingPanel>
            </div>
            <div className="mt-10 lg:max-w-3xl">
              <LoadingPanel reload={scope.id} skeleton={<SkeletonRows rows={6} label="Loading the allocation" />}>
                <AllocationPanel portfolio={portfolio.id} by={address.by} address={(by) => link({ by })} />
              </LoadingPanel>
            </div>
          </>
        );
      }}
    </LoadPanel>
  );
}

/** For somebody who sees single accounts of a household. */
function NoPortfolio() {
  return (
    <>
      <PageHeader title="Portfolio" />
      <Empty
        drawing={<ChartDrawing />}
        title="No portfolio is shown to you"
        action={
          <Button asChild>
            <Link href="/accounts">See the accounts</Link>
          </Button>
        }
      >
        Whoever invited you has shown you accounts. Each has its own performance.
      </Empty>
    </>
  );
}

/** Links that change one thing and keep the rest of the address. */
function linker(address: PortfolioAddress, id: string): (changes: Record<string, string>) => string {
  const { period, chart, by } = address;
  const dates: Record<string, string> =
    period.kind === "named" ? { period: period.name } : { from: period.from, to: period.to };
  return (changes) => `/portfolio?${new URLSearchParams({ id, ...dates, chart, by, ...changes })}`;
}
