import { LotsTable, TradesTable } from "@/features/portfolio/public";
import { loadAccounts } from "@/features/shell/public-server";
import type { CivilDate } from "@/lib/date";
import { LoadPanel } from "@/ui/load-panel";
import { Panel } from "@/ui/panel";
import { loadLots, loadTrades } from "./queries";

type PositionPanelsProps = { instrument: { id: string; name: string }; on: CivilDate };

/** Open lots, and the round trips that ended. */
export async function PositionPanels({ instrument, on }: PositionPanelsProps) {
  const [lots, trades, accounts] = await Promise.all([loadLots(instrument.id), loadTrades(instrument.id, on), loadAccounts()]);
  const names = Object.fromEntries(accounts.ok ? accounts.data.items.map(({ id, name }) => [id, name]) : []);
  return (
    <div className="grid gap-10">
      <Panel title="Open lots" note={lots.ok ? `In ${lots.data.currency}` : undefined}>
        <LoadPanel loaded={lots}>
          {({ items, on: day }) =>
            items.length === 0 ? (
              <p className="py-4 text-13 text-muted">Nothing is held at present.</p>
            ) : (
              <div className="scroll-quiet max-h-96 overflow-y-auto" role="region" aria-label="Open lots" tabIndex={0}>
                <LotsTable lots={[...items].reverse()} on={day} accounts={names} name={instrument.name} />
              </div>
            )
          }
        </LoadPanel>
      </Panel>
      {trades.ok && trades.data.items.length === 0 ? null : (
        <Panel title="Sold" note={trades.ok ? `In ${trades.data.currency}` : undefined}>
          <LoadPanel loaded={trades}>{({ items }) => <TradesTable trades={items} accounts={names} caption={`Sold of ${instrument.name}`} />}</LoadPanel>
        </Panel>
      )}
    </div>
  );
}
