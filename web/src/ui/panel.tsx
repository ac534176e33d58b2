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
        <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b pb-2">
          <div className="flex min-w-0 flex-wrap items-baseline gap-x-3">
            <h2 className="shrink-0 text-14 font-medium">{title}</h2>
            {note ? <span className="truncate text-12 text-muted">{note}</span> : null}
          </div>
          {actions ? <div className="flex max-w-full items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      {children}
    </section>
  );
}
