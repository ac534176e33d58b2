import { CircleCheck, Unlink } from "lucide-react";
import type { ReactNode } from "react";

type LinkOutcomeProps = { good: boolean; title: string; children?: ReactNode; actions?: ReactNode };

/** What came of opening the link of a mail. */
export function LinkOutcome({ good, title, children, actions }: LinkOutcomeProps) {
  const Mark = good ? CircleCheck : Unlink;
  return (
    <div role="status" className="grid gap-5">
      <div className="flex gap-3">
        <Mark aria-hidden className={good ? "mt-0.5 size-5 shrink-0 text-gain" : "mt-0.5 size-5 shrink-0 text-warning"} />
        <div className="min-w-0">
          <p className="text-16 font-medium">{title}</p>
          {children ? <div className="mt-1 text-14 text-muted">{children}</div> : null}
        </div>
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
