"use client";

import { RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { Button } from "./button";

type ProblemPanelProps = {
  title: string;
  detail?: string;
  traceId?: string;
  onRetry?: () => void;
};

/** What happened, what is safe, what to do; the trace id small, for whoever is asked for help. */
export function ProblemPanel({ title, detail, traceId, onRetry }: ProblemPanelProps) {
  const router = useRouter();
  const [pending, start] = useTransition();
  return (
    <div role="alert" className="flex flex-col items-start gap-1 rounded-panel border border-line bg-surface p-4">
      <p className="text-14 font-medium">{title}</p>
      <p className="max-w-prose text-13 text-muted">
        {detail ?? "Nothing you recorded is affected."}
      </p>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button size="small" disabled={pending} onClick={onRetry ?? (() => start(() => router.refresh()))}>
          <RotateCw aria-hidden />
          Try again
        </Button>
        {traceId ? <span className="text-12 break-all text-faint tabular">Trace {traceId}</span> : null}
      </div>
    </div>
  );
}
