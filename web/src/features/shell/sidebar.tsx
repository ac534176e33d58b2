"use client";

import { PanelLeftClose, PanelLeftOpen } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { useCan } from "@/features/permissions/public";
import { cn } from "@/lib/cn";
import { COOKIES, writeCookie } from "@/lib/cookies";
import { Button } from "@/ui/button";
import { LogoMark } from "@/ui/logo";
import { isCurrent, navFor, type NavItem, SETTINGS } from "./nav";

export function Sidebar({ initial }: { initial: "open" | "collapsed" }) {
  const pathname = usePathname();
  const can = useCan();
  const [state, setState] = useState(initial);
  const collapsed = state === "collapsed";

  const toggle = () => {
    const next = collapsed ? "open" : "collapsed";
    writeCookie(COOKIES.sidebar, next);
    setState(next);
  };

  const entry = (item: NavItem) => (
    <SidebarLink key={item.href} item={item} collapsed={collapsed} current={isCurrent(item, pathname)} />
  );

  return (
    <aside
      className={cn(
        "sticky top-0 hidden h-dvh shrink-0 flex-col border-r px-3 pb-3 transition-[width] md:flex",
        collapsed ? "w-15" : "w-58",
      )}
    >
      <Link href="/dashboard" aria-label="Coffer, dashboard" className="flex h-14 items-center gap-2.5 rounded-control px-1.5">
        <LogoMark className="shrink-0" />
        {collapsed ? null : <span className="text-16 font-medium tracking-[-0.015em]">Coffer</span>}
      </Link>
      <nav aria-label="Main" className="mt-3 flex flex-1 flex-col gap-0.5">
        {navFor(can).map(entry)}
        <span className="flex-1" />
        {entry(SETTINGS)}
      </nav>
      <Button
        tone="quiet"
        className={cn("mt-0.5 h-9 px-2.5 text-13 font-normal", collapsed ? "justify-center" : "justify-start")}
        aria-label={collapsed ? "Open the sidebar" : "Collapse the sidebar"}
        onClick={toggle}
      >
        {collapsed ? <PanelLeftOpen aria-hidden /> : <PanelLeftClose aria-hidden />}
        {collapsed ? null : "Collapse"}
      </Button>
    </aside>
  );
}

type SidebarLinkProps = { item: NavItem; collapsed: boolean; current: boolean };

function SidebarLink({ item, collapsed, current }: SidebarLinkProps) {
  const Icon = item.icon;
  return (
    <Link
      href={item.href}
      prefetch={false}
      aria-current={current ? "page" : undefined}
      aria-label={collapsed ? item.label : undefined}
      title={collapsed ? item.label : undefined}
      className={cn(
        "flex h-9 items-center gap-3 rounded-control px-2.5 text-14 transition-colors",
        current ? "bg-raised font-medium text-text" : "text-muted hover:bg-raised hover:text-text",
        collapsed && "justify-center px-0",
      )}
    >
      <Icon aria-hidden className={cn("size-4 shrink-0", current && "text-accent")} />
      {collapsed ? null : item.label}
    </Link>
  );
}
