import type { Instrument } from "@/api/types";
import { labelOf, sentenceOf } from "@/features/corporate-actions/public";
import { Day } from "@/ui/day";
import { LoadPanel } from "@/ui/load-panel";
import { Panel } from "@/ui/panel";
import { loadCorporateActions } from "./queries";

/** Splits and the like, and the names that it had. */
export async function FactsPanel({ instrument }: { instrument: Instrument }) {
  const actions = await loadCorporateActions(instrument.id);
  return (
    <div className="grid gap-x-10 gap-y-10 lg:grid-cols-2">
      <Panel title="Corporate actions">
        <LoadPanel loaded={actions}>
          {(items) =>
            items.length === 0 ? (
              <p className="py-4 text-13 text-muted">None recorded.</p>
            ) : (
              <ul>
                {items.map((action) => (
                  <li key={action.id} className="flex min-h-11 items-center justify-between gap-4 border-b text-13 last:border-0">
                    <span>
                      {labelOf(action)}: {sentenceOf(action, instrument.symbol)}
                      {action.note ? <span className="ml-2 text-muted">{action.note}</span> : null}
                    </span>
                    <Day date={action.ex_date} className="shrink-0 text-muted" />
                  </li>
                ))}
              </ul>
            )
          }
        </LoadPanel>
      </Panel>
      <Panel title="Names">
        <ul>
          {(instrument.names.length > 0 ? [...instrument.names].reverse() : [{ ...instrument, from: null }]).map((name, index) => (
            <li key={index} className="flex min-h-11 items-center justify-between gap-4 border-b text-13 last:border-0">
              <span className="min-w-0 truncate">
                <span className="mr-2 font-medium">{name.symbol}</span>
                {name.name}
                {name.isin ? <span className="ml-2 text-muted">{name.isin}</span> : null}
              </span>
              <span className="shrink-0 text-muted">{name.from ? <>since <Day date={name.from} /></> : "from the beginning"}</span>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
