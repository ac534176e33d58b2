import { ReturnHeatmap } from "@/charts/return-heatmap";
import type { CivilDate } from "@/lib/date";
import { ChartDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadPanel } from "@/ui/load-panel";
import { Panel } from "@/ui/panel";
import type { ReportChoice } from "./address";
import { calendarReturns } from "./calendar-returns";
import { loadReturns, type ReportScope } from "./queries";

type ReturnsPanelProps = { scope: ReportScope; name: string; choice: ReportChoice; on: CivilDate };

/** All months and years since the beginning, whatever the period of the chart. */
export async function ReturnsPanel({ scope, name, choice, on }: ReturnsPanelProps) {
  const loaded = await loadReturns(scope.kind, scope.id, on, choice.currency);
  return (
    <Panel title="Returns by month and year" note="Time-weighted">
      <LoadPanel loaded={loaded}>
        {(returns) => {
          const years = calendarReturns(returns);
          return years.length === 0 ? (
            <Empty drawing={<ChartDrawing />} title="No month to show yet" />
          ) : (
            <ReturnHeatmap years={years} caption={`Time-weighted return of ${name} by month and year`} />
          );
        }}
      </LoadPanel>
    </Panel>
  );
}
