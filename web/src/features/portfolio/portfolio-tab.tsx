import type { ReactNode } from "react";
import { loadPortfolios, personToday } from "@/features/shell/public-server";
import { TrailProvider } from "@/features/trails/public";
import type { CivilDate } from "@/lib/date";
import { periodDates } from "@/lib/period";
import { LoadingPanel } from "@/ui/loading-panel";
import { SkeletonRows } from "@/ui/skeleton-rows";
import { pageAddress, parsePortfolioAddress, type PortfolioAddress, type SearchParams, type Tab, WITH_PERIOD } from "./address";
import { AllocationPanel } from "./allocation-panel";
import { ChartSkeleton } from "./chart-skeleton";
import { ContributionPanel } from "./contribution-panel";
import { HoldingsPanel } from "./holdings-panel";
import { IncomePanel } from "./income-panel";
import { LotsPanel } from "./lots-panel";
import { PerformancePanel } from "./performance-panel";
import { ReturnsPanel } from "./returns-panel";
import { RiskPanel } from "./risk-panel";
import { TradesPanel } from "./trades-panel";

type PortfolioTabProps = { tab: Tab; query: SearchParams };

/** One tab of the portfolio that the address names: each of its panels arrives by itself. */
export async function PortfolioTab({ tab, query }: PortfolioTabProps) {
  const address = parsePortfolioAddress(query);
  const [loaded, on] = await Promise.all([loadPortfolios(), personToday()]);
  const portfolio = loaded.ok ? (loaded.data.items.find(({ id }) => id === address.portfolio) ?? loaded.data.items[0]) : undefined;
  if (!portfolio) return null;
  const { currency, method, benchmark } = address.choice;
  const dates = WITH_PERIOD.includes(tab) ? periodDates(address.period, on) : { to: on };
  return (
    <TrailProvider key={JSON.stringify([portfolio.id, tab, dates, address.choice])} scope={{ kind: "portfolio", id: portfolio.id }} report={{ ...dates, currency, benchmark, cost_basis: method }}>
      {CONTENTS[tab]({ portfolio: { id: portfolio.id, name: portfolio.name }, address, on, query })}
    </TrailProvider>
  );
}

type Content = { portfolio: { id: string; name: string }; address: PortfolioAddress; on: CivilDate; query: SearchParams };

const CONTENTS: Record<Tab, (content: Content) => ReactNode> = {
  performance: ({ portfolio: { id, name }, address: { period, choice, chart }, on, query }) => (
    <>
      <LoadingPanel reload={JSON.stringify([id, period, choice])} skeleton={<ChartSkeleton strips={2} />}>
        <PerformancePanel
          scope={{ kind: "portfolio", id }}
          name={name}
          period={period}
          choice={choice}
          on={on}
          chart={chart}
          chartAddress={(next) => pageAddress("/portfolio", query, { chart: next })}
        />
      </LoadingPanel>
      <div className="mt-10">
        <LoadingPanel reload={JSON.stringify([id, choice])} skeleton={<SkeletonRows rows={11} label="Loading the returns" />}>
          <ReturnsPanel scope={{ kind: "portfolio", id }} name={name} choice={choice} on={on} />
        </LoadingPanel>
      </div>
    </>
  ),
  holdings: ({ portfolio: { id }, address: { choice } }) => (
    <LoadingPanel reload={JSON.stringify([id, choice])} skeleton={<SkeletonRows rows={14} label="Loading holdings" />}>
      <HoldingsPanel scope={{ kind: "portfolio", id }} choice={choice} />
    </LoadingPanel>
  ),
  lots: ({ portfolio: { id }, address: { choice } }) => (
    <LoadingPanel reload={JSON.stringify([id, choice])} skeleton={<SkeletonRows rows={10} label="Loading lots" />}>
      <LotsPanel portfolio={id} choice={choice} />
    </LoadingPanel>
  ),
  trades: ({ portfolio: { id }, address: { period, choice }, on }) => (
    <LoadingPanel reload={JSON.stringify([id, period, choice])} skeleton={<SkeletonRows rows={16} label="Loading trades" />}>
      <TradesPanel portfolio={id} period={period} choice={choice} on={on} />
    </LoadingPanel>
  ),
  risk: ({ portfolio: { id, name }, address: { period, choice }, on }) => (
    <LoadingPanel reload={JSON.stringify([id, period, choice])} skeleton={<ChartSkeleton strips={1} />}>
      <RiskPanel portfolio={id} name={name} period={period} choice={choice} on={on} />
    </LoadingPanel>
  ),
  contribution: ({ portfolio: { id }, address: { period, choice }, on }) => (
    <LoadingPanel reload={JSON.stringify([id, period, choice])} skeleton={<SkeletonRows rows={12} label="Loading the contribution" />}>
      <ContributionPanel portfolio={id} period={period} choice={choice} on={on} />
    </LoadingPanel>
  ),
  income: ({ portfolio: { id }, address: { period, choice }, on }) => (
    <LoadingPanel reload={JSON.stringify([id, period, choice])} skeleton={<ChartSkeleton strips={1} />}>
      <IncomePanel portfolio={id} period={period} choice={choice} on={on} />
    </LoadingPanel>
  ),
  allocation: ({ portfolio: { id }, address: { by, choice }, query }) => (
    <div className="lg:max-w-4xl">
      <LoadingPanel reload={JSON.stringify([id, choice])} skeleton={<SkeletonRows rows={8} label="Loading the allocation" />}>
        <AllocationPanel portfolio={id} by={by} choice={choice} address={(next) => pageAddress("/portfolio/allocation", query, { by: next })} />
      </LoadingPanel>
    </div>
  ),
};
