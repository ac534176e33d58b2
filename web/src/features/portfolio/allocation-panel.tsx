import { ChartDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadPanel } from "@/ui/load-panel";
import { Panel } from "@/ui/panel";
import { Segmented } from "@/ui/segmented";
import { ALLOCATIONS, type AllocationName, type ReportChoice } from "./address";
import { AllocationChart } from "./allocation-chart";
import { loadAllocation } from "./queries";

type AllocationPanelProps = {
  portfolio: string;
  by: AllocationName;
  choice?: ReportChoice;
  address: (by: AllocationName) => string;
};

const LABELS: Record<AllocationName, string> = {
  asset_class: "Class",
  currency: "Currency",
  region: "Region",
  sector: "Sector",
  account: "Account",
  instrument: "Holding",
};

export async function AllocationPanel({ portfolio, by, choice = {}, address }: AllocationPanelProps) {
  const loaded = await loadAllocation(portfolio, by, choice.currency);
  return (
    <Panel
      title="Allocation"
      actions={
        <Segmented
          label="Divide by"
          value={by}
          segments={ALLOCATIONS.map((name) => ({ value: name, label: LABELS[name], href: address(name) }))}
        />
      }
    >
      <LoadPanel loaded={loaded}>
        {(allocation) =>
          allocation.items.length === 0 ? (
            <Empty drawing={<ChartDrawing />} title="Nothing to divide yet" />
          ) : (
            <div className="pt-5">
              <AllocationChart allocation={allocation} />
            </div>
          )
        }
      </LoadPanel>
    </Panel>
  );
}
