import type { CivilDate } from "@/lib/date";
import { type Period, PERIOD_SENTENCES, periodDates } from "@/lib/period";
import { ChartDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { Figure, FigureStrip } from "@/ui/figure";
import { LoadPanel } from "@/ui/load-panel";
import { Money } from "@/ui/money";
import { Panel } from "@/ui/panel";
import type { ReportChoice } from "./address";
import { IncomeByInstrument } from "./income-by-instrument";
import { IncomeChart } from "./income-chart";
import { loadIncome } from "./queries";
import { WarningsNote } from "./warnings-note";

type IncomePanelProps = { portfolio: string; period: Period; choice: ReportChoice; on: CivilDate };

export async function IncomePanel({ portfolio, period, choice, on }: IncomePanelProps) {
  const { from, to } = periodDates(period, on);
  const loaded = await loadIncome(portfolio, from, to, choice.currency);
  return (
    <LoadPanel loaded={loaded}>
      {(income) => (
        <>
          <p>
            <Money value={income.total.net} size="big" />
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-x-3 text-14 text-muted">
            net income, {period.kind === "named" ? PERIOD_SENTENCES[period.name] : "in this period"}
            <WarningsNote warnings={income.warnings} />
          </p>
          {income.by_instrument.length === 0 ? (
            <Empty drawing={<ChartDrawing />} title="No income in this period">
              Dividends and interest appear here with the day on which they are paid.
            </Empty>
          ) : (
            <>
              <div className="mt-6">
                <IncomeChart months={income.by_month} currency={income.currency} />
              </div>
              <FigureStrip className="mt-8 border-t pt-5">
                <Figure label="Dividends">
                  <Money value={income.total.dividends} />
                </Figure>
                <Figure label="Interest">
                  <Money value={income.total.interest} />
                </Figure>
                <Figure label="Other">
                  <Money value={income.total.other} />
                </Figure>
                <Figure label="Tax withheld">
                  <Money value={income.total.taxes} />
                </Figure>
                <Figure label="Net">
                  <Money value={income.total.net} />
                </Figure>
              </FigureStrip>
              <div className="mt-10">
                <Panel title="By instrument" note={`In ${income.currency}`}>
                  <IncomeByInstrument items={income.by_instrument} />
                </Panel>
              </div>
            </>
          )}
        </>
      )}
    </LoadPanel>
  );
}
