import type { ReactNode } from "react";

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-5 min-w-5 items-center justify-center rounded-mark border bg-surface px-1.5 font-sans text-12 text-muted">
      {children}
    </kbd>
  );
}
