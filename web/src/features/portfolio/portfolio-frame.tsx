import Link from "next/link";
import type { ReactNode } from "react";
import { loadCurrencies, loadPortfolios } from "@/features/shell/public-server";
import { Button } from "@/ui/button";
import { ChartDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadPanel } from "@/ui/load-panel";
import { PageHeader } from "@/ui/page-header";
import { PortfolioHead } from "./portfolio-head";

/** What stays while the tabs below it change. */
export async function PortfolioFrame({ children }: { children: ReactNode }) {
  const [portfolios, currencies] = await Promise.all([loadPortfolios(), loadCurrencies()]);
  return (
    <LoadPanel loaded={portfolios}>
      {({ items }) =>
        items.length === 0 ? (
          <NoPortfolio />
        ) : (
          <>
            <PortfolioHead
              portfolios={items.map(({ id, name, currency }) => ({ id, name, currency }))}
              currencies={currencies.ok ? currencies.data.items : []}
            />
            {children}
          </>
        )
      }
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
