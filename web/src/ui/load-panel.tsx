import type { ReactNode } from "react";
import { Amounts } from "./amounts";
import { ProblemPanel } from "./problem-panel";

type Settled<T> =
  | { ok: true; data: T }
  | { ok: false; problem: { title: string; detail?: string; traceId?: string } };

/** The full state of a panel, or its error with a way out; loading is the Suspense around it. */
export function LoadPanel<T>({ loaded, children }: { loaded: Settled<T>; children: (data: T) => ReactNode }) {
  if (loaded.ok) return <Amounts are={hidesAmounts(loaded.data) ? "hidden" : "shown"}>{children(loaded.data)}</Amounts>;
  const { title, detail, traceId } = loaded.problem;
  return (
    <div className="py-4">
      <ProblemPanel title={title} detail={detail} traceId={traceId} />
    </div>
  );
}

/** An answer says so itself when this person may see what there is, but not how much. */
function hidesAmounts(data: unknown): boolean {
  return typeof data === "object" && data !== null && "amounts_hidden" in data && data.amounts_hidden === true;
}
