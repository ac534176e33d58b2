"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

export type Segment = { value: string; label: ReactNode; href: string; title?: string };

type SegmentedProps = { label: string; value: string; segments: Segment[]; className?: string };

/** One choice of a few, each a link: the choice lives in the address. */
export function Segmented({ label, value, segments, className }: SegmentedProps) {
  return (
    <nav aria-label={label} className={cn("scroll-quiet -mx-1 flex max-w-full overflow-x-auto px-1 py-1", className)}>
      <ul className="flex gap-0.5">
        {segments.map((segment) => {
          const current = segment.value === value;
          return (
            <li key={segment.value}>
              <Link
                href={segment.href}
                scroll={false}
                prefetch={false}
                replace
                title={segment.title}
                aria-current={current ? "true" : undefined}
                className={cn(
                  "tabular inline-flex h-7 items-center rounded-mark px-2.5 text-13 whitespace-nowrap transition-colors pointer-coarse:h-11 pointer-coarse:min-w-9 pointer-coarse:justify-center pointer-coarse:px-1.5",
                  current ? "bg-raised font-medium text-text" : "text-muted hover:text-text",
                )}
              >
                {segment.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
