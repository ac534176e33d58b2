import { Traced } from "@/features/trails/public";
import type { CivilDate } from "@/lib/date";
import { type Period, periodDates } from "@/lib/period";
import { Day } from "@/ui/day";
import { ChartDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadPanel } from "@/ui/load-panel";
import { Panel } from "@/ui/panel";
import { Percent } from "@/ui/percent";
import type { ReportChoice } from "./address";
import { ComparePicker } from "./compare-picker";
import { DrawdownChart } from "./drawdown-chart";
import { loadRisk } from "./queries";
import { RiskFigures } from "./risk-figures";
import { WarningsNote } from "./warnings-note";

type RiskPanelProps = { portfolio: string; name: string; period: Period; choice: ReportChoice; on: CivilDate };

export async function RiskPanel({ portfolio, name, period, choice, on }: RiskPanelProps) {
  const { from, to } = periodDates(period, on);
  const loaded = await loadRisk(portfolio, from, to, choice.currency, choice.benchmark);
  return (
    <LoadPanel loaded={loaded}>
      {(risk) => {
        const { depth, peak, trough, recovery, days_down: days } = risk.max_drawdown;
        return (
          <>
            <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
              <div className="min-w-0">
                <p className="text-28 font-semibold tracking-[-0.02em] sm:text-40">
                  <Traced figure="max_drawdown" label="Deepest fall">
                    <Percent value={depth === 0 ? 0 : -depth} />
                  </Traced>
                </p>
                <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-14 text-muted">
                  {peak && trough ? (
                    <span>
                      the deepest fall, from <Day date={peak} /> to <Day date={trough} />
                      {recovery ? <>, made good on <Day date={recovery} /> after {days} days</> : <>, not made good yet after {days} days</>}
                    </span>
                  ) : (
                    <span>no fall in this period</span>
                  )}
                  <WarningsNote warnings={risk.warnings} />
                </p>
              </div>
              <ComparePicker current={risk.benchmark?.instrument ?? null} />
            </div>
            <div className="mt-8">
              {risk.series.length < 2 ? (
                <Empty drawing={<ChartDrawing />} title="No days to show in this period yet">
                  Choose a longer period, or record what happened before.
                </Empty>
              ) : (
                <DrawdownChart series={risk.series} deepest={risk.max_drawdown} name={name} />
              )}
            </div>
            <Panel title="How restless, and what for" note={`${risk.observations} days observed`} className="mt-8">
              <RiskFigures risk={risk} />
            </Panel>
          </>
        );
      }}
    </LoadPanel>
  );
}
