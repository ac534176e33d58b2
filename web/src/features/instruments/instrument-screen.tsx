import { ArrowLeftRight, Calculator } from "lucide-react";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ChartSkeleton } from "@/features/portfolio/public";
import { parsePortfolioAddress } from "@/features/portfolio/public-server";
import { personToday } from "@/features/shell/public-server";
import { TrailProvider } from "@/features/trails/public";
import { RecentTransactionsPanel } from "@/features/transactions/public-server";
import { periodDates } from "@/lib/period";
import { Button } from "@/ui/button";
import { LoadingPanel } from "@/ui/loading-panel";
import { LoadPanel } from "@/ui/load-panel";
import { PageHeader } from "@/ui/page-header";
import { SkeletonRows } from "@/ui/skeleton-rows";
import { FactsPanel } from "./facts-panel";
import { INSTRUMENT_KINDS } from "./kinds";
import { PositionPanels } from "./position-panels";
import { OwnPanel, PricePanel } from "./price-panel";
import { loadInstrument } from "./queries";

type InstrumentScreenProps = { id: string; query: Record<string, string | string[] | undefined> };

export async function InstrumentScreen({ id, query }: InstrumentScreenProps) {
  const [loaded, on] = await Promise.all([loadInstrument(id), personToday()]);
  if (!loaded.ok && loaded.problem.status === 404) notFound();
  const { period } = parsePortfolioAddress(query);
  const reload = JSON.stringify(period);
  return (
    <LoadPanel loaded={loaded}>
      {(instrument) => (
        <TrailProvider scope={{ kind: "instrument", id }} report={periodDates(period, on)}>
          <PageHeader
            title={instrument.name}
            note={[instrument.symbol, instrument.isin, INSTRUMENT_KINDS[instrument.kind], instrument.exchange].filter(Boolean).join(" · ")}
            actions={
              <>
                <Button asChild>
                  <Link href={`/instruments/${id}/sell`}>
                    <Calculator aria-hidden />
                    What if I sold
                  </Link>
                </Button>
                <Button asChild>
                  <Link href={`/transactions?instrument=${id}`}>
                    <ArrowLeftRight aria-hidden />
                    Transactions
                  </Link>
                </Button>
              </>
            }
          />
          <LoadingPanel reload={reload} skeleton={<ChartSkeleton strips={0} />}>
            <PricePanel instrument={instrument} period={period} on={on} />
          </LoadingPanel>
          <div className="mt-10">
            <LoadingPanel reload={reload} skeleton={<SkeletonRows rows={6} label="Loading your holding" />}>
              <OwnPanel instrument={instrument} period={period} on={on} />
            </LoadingPanel>
          </div>
          <div className="mt-10">
            <LoadingPanel skeleton={<SkeletonRows rows={8} label="Loading lots" />}>
              <PositionPanels instrument={{ id, name: instrument.name }} on={on} />
            </LoadingPanel>
          </div>
          <div className="mt-10">
            <LoadingPanel skeleton={<SkeletonRows rows={8} label="Loading transactions" />}>
              <RecentTransactionsPanel instrument={id} />
            </LoadingPanel>
          </div>
          <div className="mt-10">
            <LoadingPanel skeleton={<SkeletonRows rows={3} label="Loading facts" />}>
              <FactsPanel instrument={instrument} />
            </LoadingPanel>
          </div>
        </TrailProvider>
      )}
    </LoadPanel>
  );
}
