import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

type FormProblemProps = { title: string; detail?: ReactNode; traceId?: string };

/** Why a command was refused, above the buttons that would send it again. */
export function FormProblem({ title, detail, traceId }: FormProblemProps) {
  return (
    <div role="alert" className="flex gap-2.5 rounded-control bg-loss-soft px-3 py-2.5 text-13">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-loss" />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        {detail ? <div className="text-muted">{detail}</div> : null}
        {traceId ? <p className="mt-1 text-12 break-all text-muted">Trace {traceId}</p> : null}
      </div>
    </div>
  );
}

type Refusal = { title: string; detail?: string; status: number; traceId?: string };

/** The same of what the API answered; the trace only where it was the server's fault. */
export function ProblemNote({ problem }: { problem: Refusal | null }) {
  if (!problem) return null;
  return <FormProblem title={problem.title} detail={problem.detail} traceId={problem.status >= 500 ? problem.traceId : undefined} />;
}
