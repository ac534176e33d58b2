import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type PanelProps = {
  title?: ReactNode;
  note?: ReactNode;
  actions?: ReactNode;
  className?: string;
  labelledBy?: string;
  children: ReactNode;
};

/** A part of a screen: set apart by space and one line under its heading, not by a box. */
export function Panel({ title, note, actions, className, children }: PanelProps) {
  return (
    <section className={cn("min-w-0", className)}>
      {title ? (
        <header className="flex min-h-11 items-center justify-between gap-4 border-b pb-2">
          <div className="flex min-w-0 items-baseline gap-3">
            <h2 className="truncate text-14 font-medium">{title}</h2>
            {note ? <span className="truncate text-12 text-muted">{note}</span> : null}
          </div>
          {actions ? <div className="flex shrink-0 items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}
