import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type FigureProps = { label: ReactNode; explain?: ReactNode; note?: ReactNode; children: ReactNode; className?: string };

/** One named figure of a strip. */
export function Figure({ label, explain, note, children, className }: FigureProps) {
  return (
    <div className={cn("min-w-0", className)}>
      <dt className="flex items-center gap-1.5 text-12 text-muted">
        <span className="truncate">{label}</span>
        {explain}
      </dt>
      <dd className="tabular mt-1 truncate text-16 font-medium">{children}</dd>
      {note ? <dd className="mt-0.5 truncate text-12 text-muted">{note}</dd> : null}
    </div>
  );
}

export function FigureStrip({ children, className }: { children: ReactNode; className?: string }) {
  return <dl className={cn("grid grid-cols-2 gap-x-6 gap-y-5 sm:grid-cols-3 lg:grid-cols-[repeat(auto-fit,minmax(140px,1fr))]", className)}>{children}</dl>;
}
