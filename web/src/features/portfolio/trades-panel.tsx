import { loadAccounts } from "@/features/shell/public-server";
import type { CivilDate } from "@/lib/date";
import { type Period, PERIOD_SENTENCES, periodDates } from "@/lib/period";
import { ListDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadPanel } from "@/ui/load-panel";
import { Panel } from "@/ui/panel";
import type { ReportChoice } from "./address";
import { loadTrades } from "./queries";
import { TradesTable } from "./trades-table";
import { WarningsNote } from "./warnings-note";

type TradesPanelProps = { portfolio: string; period: Period; choice: ReportChoice; on: CivilDate };

/** Round trips: what was sold in the period, and what is still held. */
export async function TradesPanel({ portfolio, period, choice, on }: TradesPanelProps) {
  const { from, to } = periodDates(period, on);
  const [loaded, accounts] = await Promise.all([loadTrades(portfolio, from, to, choice.currency, choice.method), loadAccounts()]);
  const names = Object.fromEntries(accounts.ok ? accounts.data.items.map(({ id, name }) => [id, name]) : []);
  const when = period.kind === "named" ? PERIOD_SENTENCES[period.name] : "in this period";
  return (
    <LoadPanel loaded={loaded}>
      {({ items, currency, warnings }) => {
        const closed = items.filter(({ state }) => state === "closed");
        const open = items.filter(({ state }) => state === "open");
        return (
          <div className="grid gap-10">
            <Panel title="Sold" note={`${when}, in ${currency}`} actions={<WarningsNote warnings={warnings} />}>
              {closed.length === 0 ? (
                <Empty drawing={<ListDrawing />} title="Nothing was sold in this period">
                  A round trip ends with a sale. Choose a longer period to see earlier ones.
                </Empty>
              ) : (
                <TradesTable trades={closed} accounts={names} caption={`Sold, ${when}`} />
              )}
            </Panel>
            <Panel title="Still held" note={`In ${currency}`}>
              {open.length === 0 ? <Empty title="Nothing is held" /> : <TradesTable trades={open} accounts={names} caption="Still held" />}
            </Panel>
          </div>
        );
      }}
    </LoadPanel>
  );
}
