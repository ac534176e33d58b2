import Link from "next/link";
import { Allowed } from "@/features/permissions/public";
import { Button } from "@/ui/button";
import { ListDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadPanel } from "@/ui/load-panel";
import { Panel } from "@/ui/panel";
import type { ReportChoice } from "./address";
import { HoldingsTable } from "./holdings-table";
import { PriceDate } from "./price-date";
import { loadHoldings } from "./queries";
import { WarningsNote } from "./warnings-note";

type HoldingsPanelProps = { scope: { kind: "portfolio" | "account"; id: string }; choice?: ReportChoice };

export async function HoldingsPanel({ scope, choice = {} }: HoldingsPanelProps) {
  const loaded = await loadHoldings(scope.kind, scope.id, choice.currency, choice.method);
  return (
    <Panel
      title="Holdings"
      note={loaded.ok ? <PriceDate pricesAsOf={loaded.data.prices_as_of} stale={loaded.data.stale} /> : undefined}
      actions={loaded.ok ? <WarningsNote warnings={loaded.data.warnings} /> : undefined}
    >
      <LoadPanel loaded={loaded}>
        {(holdings) =>
          holdings.items.length === 0 && holdings.cash.length === 0 ? (
            <Empty
              drawing={<ListDrawing />}
              title="Nothing is held yet"
              action={
                <Allowed to="import">
                  <Button asChild tone="primary">
                    <Link href="/import">Import a file</Link>
                  </Button>
                </Allowed>
              }
            >
              Holdings appear with the first purchase or deposit.
            </Empty>
          ) : (
            <HoldingsTable holdings={holdings} />
          )
        }
      </LoadPanel>
    </Panel>
  );
}
