import { TriangleAlert } from "lucide-react";

type FormProblemProps = { title: string; detail?: string; traceId?: string };

/** Why a command was refused, above the buttons that would send it again. */
export function FormProblem({ title, detail, traceId }: FormProblemProps) {
  return (
    <div role="alert" className="flex gap-2.5 rounded-control bg-loss-soft px-3 py-2.5 text-13">
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-loss" />
      <div className="min-w-0">
        <p className="font-medium">{title}</p>
        {detail ? <p className="text-muted">{detail}</p> : null}
        {traceId ? <p className="mt-1 text-12 break-all text-muted">Trace {traceId}</p> : null}
      </div>
    </div>
  );
}
