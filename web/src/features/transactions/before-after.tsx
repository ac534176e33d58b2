import { ArrowRight } from "lucide-react";
import type { ReactNode } from "react";

type BeforeAfterProps = { label: ReactNode; before: ReactNode; after: ReactNode; change?: ReactNode; detail?: ReactNode };

/** One figure as it is and as it would be. */
export function BeforeAfter({ label, before, after, change, detail }: BeforeAfterProps) {
  return (
    <div className="min-w-0">
      <p className="flex justify-between gap-3 text-12 text-muted">
        <span className="truncate">{label}</span>
        {change ? <span className="shrink-0">{change}</span> : null}
      </p>
      <p className="tabular mt-0.5 flex flex-wrap items-center gap-x-2 text-14">
        <span className="text-muted">{before}</span>
        <ArrowRight aria-hidden className="size-3.5 shrink-0 text-faint" />
        <span className="sr-only">becomes</span>
        <span className="font-medium">{after}</span>
      </p>
      {detail ? <p className="text-12 text-muted">{detail}</p> : null}
    </div>
  );
}
