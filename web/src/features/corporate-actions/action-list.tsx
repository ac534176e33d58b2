import type { CorporateAction } from "@/api/types";
import { Day } from "@/ui/day";
import { labelOf, sentenceOf } from "./kinds";

type ActionListProps = { symbol: string; actions: CorporateAction[] };

export function ActionList({ symbol, actions }: ActionListProps) {
  if (actions.length === 0) return <p className="border-y py-5 text-13 text-muted">No split of {symbol} is known yet.</p>;
  return (
    <ul aria-label="What happened" className="border-t">
      {actions.map((action) => (
        <li key={action.id} className="border-b py-3">
          <p className="text-14 font-medium">{labelOf(action)}</p>
          <p className="mt-0.5 text-13 text-muted">
            <Day date={action.ex_date} /> · {sentenceOf(action, symbol)}
            {action.note ? <span className="break-words"> · {action.note}</span> : null}
          </p>
        </li>
      ))}
    </ul>
  );
}
