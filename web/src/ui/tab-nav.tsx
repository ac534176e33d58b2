"use client";

import Link from "next/link";
import { useEffect, useRef } from "react";
import { cn } from "@/lib/cn";

export type TabItem = { value: string; label: string; href: string };

type TabNavProps = { label: string; value: string; tabs: TabItem[] };

/** Pages that belong together, side by side; on a phone they scroll, the current one in view. */
export function TabNav({ label, value, tabs }: TabNavProps) {
  const list = useRef<HTMLUListElement>(null);

  useEffect(() => {
    const row = list.current;
    const current = row?.querySelector<HTMLElement>("[aria-current]");
    if (row && current) row.scrollLeft = current.offsetLeft - (row.clientWidth - current.clientWidth) / 2;
  }, [value]);

  return (
    <nav aria-label={label} className="-mx-4 border-b px-4 sm:mx-0 sm:px-0">
      <ul ref={list} className="relative -mx-4 flex gap-5 overflow-x-auto px-4 [scrollbar-width:none] sm:mx-0 sm:gap-6 sm:px-0">
        {tabs.map((tab) => {
          const current = tab.value === value;
          return (
            <li key={tab.value} className="shrink-0">
              <Link
                href={tab.href}
                aria-current={current ? "page" : undefined}
                className={cn(
                  "target -mb-px inline-flex h-10 items-center border-b-2 text-13 whitespace-nowrap transition-colors focus-visible:-outline-offset-2",
                  current ? "border-accent font-medium text-text" : "border-transparent text-muted hover:text-text",
                )}
              >
                {tab.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
