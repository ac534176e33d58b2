import type { ReactNode } from "react";
import { Traced } from "@/features/trails/public";
import type { CivilDate } from "@/lib/date";
import { type Period, PERIOD_SENTENCES } from "@/lib/period";
import { ChartDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadPanel } from "@/ui/load-panel";
import { Money } from "@/ui/money";
import { Percent } from "@/ui/percent";
import { Segmented } from "@/ui/segmented";
import { type ChartName, type ReportChoice, seriesQuery } from "./address";
import { ComparePicker } from "./compare-picker";
import { PerformanceFigures } from "./performance-figures";
import { PriceDate } from "./price-date";
import { loadPerformance, type ReportScope } from "./queries";
import { ReturnChart } from "./return-chart";
import { ValueChart } from "./value-chart";
import { WarningsNote } from "./warnings-note";

type PerformancePanelProps = {
  scope: ReportScope;
  name: string;
  period: Period;
  choice?: ReportChoice;
  /** The day it is for the person. */
  on: CivilDate;
  chart: ChartName;
  chartAddress: (chart: ChartName) => string;
  /** What else is chosen beside the chart. */
  controls?: ReactNode;
};

export async function PerformancePanel({ scope, name, period, choice = {}, on, chart, chartAddress, controls }: PerformancePanelProps) {
  const { from, to, interval } = seriesQuery(period, on);
  const loaded = await loadPerformance(scope.kind, scope.id, from, to, interval, choice.currency, choice.benchmark, choice.method);
  return (
    <LoadPanel loaded={loaded}>
      {(performance) => (
        <>
          <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
            <div className="min-w-0">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Traced figure="value" label={`Value of ${name}`}>
                  <Money value={performance.value} size="big" />
                </Traced>
              </p>
              <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-14">
                <Percent value={performance.twr} sign="change" tone="change" arrow="shown" className="font-medium" />
                <Money value={performance.gain} sign="change" tone="change" className="font-medium" />
                <span className="text-muted">
                  gain {period.kind === "named" ? PERIOD_SENTENCES[period.name] : "in this period"}
                </span>
                <PriceDate pricesAsOf={performance.prices_as_of} stale={performance.stale} />
                <WarningsNote warnings={performance.warnings} />
              </p>
            </div>
            <div className="flex max-w-full flex-wrap items-center gap-x-4 gap-y-1">
              <ComparePicker current={performance.benchmark?.instrument ?? null} />
              <Segmented
                label="Chart"
                value={chart}
                segments={[
                  { value: "value", label: "Value", href: chartAddress("value") },
                  { value: "return", label: "Return", href: chartAddress("return") },
                ]}
              />
              {controls}
            </div>
          </div>
          <div className="mt-6">
            {performance.series.length < 2 ? (
              <Empty drawing={<ChartDrawing />} title="No days to show in this period yet">
                Choose a longer period, or record what happened before.
              </Empty>
            ) : chart === "return" ? (
              <ReturnChart
                name={name}
                against={performance.benchmark?.instrument.symbol}
                points={performance.series.map(({ date, twr, benchmark }) => ({ date, twr, benchmark }))}
              />
            ) : (
              <ValueChart
                name={name}
                currency={performance.currency}
                points={performance.series.map(({ date, value, invested }) => ({ date, value, invested }))}
              />
            )}
          </div>
          <div className="mt-8 border-t pt-5">
            <PerformanceFigures performance={performance} />
          </div>
        </>
      )}
    </LoadPanel>
  );
}
