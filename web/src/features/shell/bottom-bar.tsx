"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { useCan } from "@/features/permissions/public";
import { cn } from "@/lib/cn";
import { isCurrent, navFor } from "./nav";

export function BottomBar() {
  const pathname = usePathname();
  const can = useCan();
  return (
    <nav
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-30 border-t bg-paper pb-[env(safe-area-inset-bottom)] md:hidden"
    >
      <ul className="grid auto-cols-fr grid-flow-col">
        {navFor(can).map((item) => {
          const current = isCurrent(item, pathname);
          const Icon = item.icon;
          return (
            <li key={item.href}>
              <Link
                href={item.href}
                prefetch={false}
                aria-current={current ? "page" : undefined}
                className={cn(
                  "flex h-14 flex-col items-center justify-center gap-1 text-12 tracking-[-0.02em]",
                  current ? "text-accent" : "text-muted",
                )}
              >
                <Icon aria-hidden className="size-5" />
                {item.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
