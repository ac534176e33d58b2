import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { notFound } from "next/navigation";
import { load, serverApi } from "@/api/server";
import { loadAccounts, loadPortfolios, personToday } from "@/features/shell/public-server";
import { Button } from "@/ui/button";
import { ListDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadPanel } from "@/ui/load-panel";
import { PageHeader } from "@/ui/page-header";
import { SaleWorkbench } from "./sale-workbench";

/** What a sale would bring, before it happens: nothing here is stored. */
export async function SaleScreen({ id }: { id: string }) {
  const api = await serverApi();
  const params = { path: { id } };
  const [instrument, lots, accounts, portfolios, on] = await Promise.all([
    load(api.GET("/v1/instruments/{id}", { params })),
    load(api.GET("/v1/instruments/{id}/lots", { params })),
    loadAccounts(),
    loadPortfolios(),
    personToday(),
  ]);
  if (!instrument.ok && instrument.problem.status === 404) notFound();
  const all = accounts.ok ? accounts.data.items : [];
  const portfolio = portfolios.ok ? portfolios.data.items[0] : undefined;
  return (
    <LoadPanel loaded={instrument}>
      {({ symbol, name, currency, last_price: last }) => (
        <>
          <Link href={`/instruments/${id}`} className="mb-2 -ml-1 inline-flex h-7 items-center gap-1 rounded-mark px-1 text-12 text-muted transition-colors hover:text-text pointer-coarse:h-11">
            <ChevronLeft aria-hidden className="size-3.5" />
            {symbol}
          </Link>
          <PageHeader title={`What if I sold ${symbol}`} note={`${name} · nothing is recorded, this only reckons`} />
          <LoadPanel loaded={lots}>
            {({ items }) => {
              const held = all.filter((account) => items.some((lot) => lot.account === account.id));
              return held.length === 0 || !portfolio ? (
                <Empty
                  drawing={<ListDrawing />}
                  title="Nothing of it is held"
                  action={
                    <Button asChild>
                      <Link href={`/instruments/${id}`}>Back to {symbol}</Link>
                    </Button>
                  }
                >
                  There is nothing to sell on this day.
                </Empty>
              ) : (
                <SaleWorkbench
                  portfolio={portfolio.id}
                  instrument={{ id, symbol, currency, price: last?.close ?? null }}
                  accounts={held.map((account) => ({ id: account.id, name: account.name }))}
                  lots={items}
                  on={on}
                />
              );
            }}
          </LoadPanel>
        </>
      )}
    </LoadPanel>
  );
}
