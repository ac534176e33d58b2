"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { cn } from "@/lib/cn";
import { SETTINGS_PAGES } from "./pages";

/** Beside the settings on a wide screen, above them on a narrow one. */
export function SettingsNav() {
  const pathname = usePathname();
  const list = useRef<HTMLUListElement>(null);

  // On a phone the current page may stand outside of what the row shows.
  useEffect(() => {
    list.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [pathname]);

  return (
    <nav aria-label="Settings" className="scroll-quiet -mx-4 overflow-x-auto px-4 sm:-mx-6 sm:px-6 lg:mx-0 lg:overflow-visible lg:px-0">
      <ul ref={list} className="flex w-max gap-1 lg:sticky lg:top-20 lg:w-full lg:flex-col lg:gap-0.5">
        {SETTINGS_PAGES.map((page) => {
          const current = pathname === page.href || pathname.startsWith(`${page.href}/`);
          return (
            <li key={page.href}>
              <Link
                href={page.href}
                aria-current={current ? "page" : undefined}
                className={cn(
                  "target flex h-9 items-center gap-2.5 rounded-control px-3 text-13 whitespace-nowrap transition-colors [&_svg]:size-4 [&_svg]:shrink-0",
                  current ? "bg-raised font-medium text-text" : "text-muted hover:bg-raised hover:text-text",
                )}
              >
                <page.icon aria-hidden className="hidden lg:block" />
                {page.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
