import type { Instrument } from "@/api/types";
import { PerformanceFigures, WarningsNote } from "@/features/portfolio/public";
import { loadPerformance } from "@/features/portfolio/public-server";
import { Traced } from "@/features/trails/public";
import type { CivilDate } from "@/lib/date";
import { type Period, PERIOD_SENTENCES, periodDates } from "@/lib/period";
import { AsOf } from "@/ui/as-of";
import { ChartDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadPanel } from "@/ui/load-panel";
import { Money } from "@/ui/money";
import { Panel } from "@/ui/panel";
import { Percent } from "@/ui/percent";
import { PeriodPicker } from "@/ui/period-picker";
import { Quantity } from "@/ui/quantity";
import { ownTrades } from "./own-trades";
import { PriceChart } from "./price-chart";
import { loadOwnTransactions, loadPrices } from "./queries";

type PricePanelProps = { instrument: Instrument; period: Period; on: CivilDate };

export async function PricePanel({ instrument, period, on }: PricePanelProps) {
  const { from, to } = periodDates(period, on);
  const [prices, transactions] = await Promise.all([loadPrices(instrument.id, from, to), loadOwnTransactions(instrument.id, from, to)]);
  const last = instrument.last_price;
  return (
    <>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div>
          <p className="text-28 font-semibold tracking-[-0.02em] sm:text-40">
            {last ? <Quantity value={last.close} min={2} max={4} /> : "–"}
            <span className="ml-2 text-16 font-normal tracking-normal text-muted">{last?.currency ?? instrument.currency}</span>
          </p>
          <p className="mt-1 flex min-h-5 items-center gap-3 text-14 text-muted">
            Latest price {last ? <AsOf date={last.date} /> : null}
          </p>
        </div>
        <PeriodPicker period={period} />
      </div>
      <div className="mt-6">
        <LoadPanel loaded={prices}>
          {(closes) =>
            closes.length < 2 ? (
              <Empty drawing={<ChartDrawing />} title="No prices in this period">
                Import a file of prices, or choose a longer period.
              </Empty>
            ) : (
              <PriceChart
                prices={closes.map(({ date, close }) => ({ date, close }))}
                trades={ownTrades(transactions.ok ? transactions.data : [])}
                name={instrument.name}
                currency={instrument.currency}
              />
            )
          }
        </LoadPanel>
      </div>
    </>
  );
}

type OwnPanelProps = { instrument: Instrument; period: Period; on: CivilDate };

/** What one's own holding of it did. */
export async function OwnPanel({ instrument, period, on }: OwnPanelProps) {
  const { from, to } = periodDates(period, on);
  const loaded = await loadPerformance("instrument", instrument.id, from, to, "month");
  return (
    <Panel
      title="Your holding"
      note={period.kind === "named" ? PERIOD_SENTENCES[period.name] : "in this period"}
      actions={loaded.ok ? <WarningsNote warnings={loaded.data.warnings} /> : undefined}
    >
      <LoadPanel loaded={loaded}>
        {(performance) => (
          <div className="grid gap-6 pt-5">
            <p className="flex flex-wrap items-baseline gap-x-3 text-14">
              <Traced figure="value" label={`Value of ${instrument.symbol}`}>
                <Money value={performance.value} className="text-20 font-medium" />
              </Traced>
              <Percent value={performance.twr} sign="change" tone="change" arrow="shown" className="self-center font-medium" />
              <Money value={performance.gain} sign="change" tone="change" className="font-medium" />
            </p>
            <PerformanceFigures performance={performance} />
          </div>
        )}
      </LoadPanel>
    </Panel>
  );
}
