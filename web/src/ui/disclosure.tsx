import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

type DisclosureProps = { title: ReactNode; open?: boolean; children: ReactNode };

/** What is there for those who ask. */
export function Disclosure({ title, open, children }: DisclosureProps) {
  return (
    <details open={open} className="group">
      <summary className="target inline-flex list-none items-center gap-1.5 rounded-mark text-13 text-muted transition-colors hover:text-text [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden className="size-4 transition-transform group-open:rotate-90" />
        {title}
      </summary>
      <div className="pt-3">{children}</div>
    </details>
  );
}
