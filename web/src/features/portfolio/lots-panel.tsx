import { loadAccounts } from "@/features/shell/public-server";
import { ListDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadPanel } from "@/ui/load-panel";
import { Panel } from "@/ui/panel";
import type { ReportChoice } from "./address";
import { groupLots } from "./lot-groups";
import { LotGroupRow } from "./lot-group-row";
import { loadHoldings, loadLots } from "./queries";
import { WarningsNote } from "./warnings-note";

type LotsPanelProps = { portfolio: string; choice: ReportChoice };

const OPEN_UP_TO = 2;

/** What was bought when, and what is left of it: under each instrument its open lots. */
export async function LotsPanel({ portfolio, choice }: LotsPanelProps) {
  const [loaded, holdings, accounts] = await Promise.all([
    loadLots(portfolio, undefined, choice.currency, choice.method),
    loadHoldings("portfolio", portfolio, choice.currency, choice.method),
    loadAccounts(),
  ]);
  const names = Object.fromEntries(accounts.ok ? accounts.data.items.map(({ id, name }) => [id, name]) : []);
  return (
    <Panel
      title="Open lots"
      note={loaded.ok ? `In ${loaded.data.currency}` : undefined}
      actions={loaded.ok ? <WarningsNote warnings={loaded.data.warnings} /> : undefined}
    >
      <LoadPanel loaded={loaded}>
        {({ items, on }) => {
          const groups = groupLots(items, holdings.ok ? holdings.data.items : []);
          return groups.length === 0 ? (
            <Empty drawing={<ListDrawing />} title="No open lot">
              Each purchase opens one; sales close them in the order that the account says.
            </Empty>
          ) : (
            <ul>
              {groups.map((group) => (
                <LotGroupRow key={group.instrument.id} group={group} on={on} accounts={names} shown={groups.length <= OPEN_UP_TO ? "open" : "closed"} />
              ))}
            </ul>
          );
        }}
      </LoadPanel>
    </Panel>
  );
}
