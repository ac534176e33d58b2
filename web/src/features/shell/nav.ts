import { ArrowLeftRight, ChartLine, FileUp, LayoutDashboard, type LucideIcon, Settings, Wallet } from "lucide-react";
import type { Permission } from "@/api/types";

export type NavItem = { href: string; label: string; icon: LucideIcon; key: string; needs?: Permission };

export const NAV: NavItem[] = [
  { href: "/dashboard", label: "Dashboard", icon: LayoutDashboard, key: "d" },
  { href: "/portfolio", label: "Portfolio", icon: ChartLine, key: "p" },
  { href: "/transactions", label: "Transactions", icon: ArrowLeftRight, key: "t" },
  { href: "/accounts", label: "Accounts", icon: Wallet, key: "a" },
  { href: "/import", label: "Import", icon: FileUp, key: "i", needs: "import" },
];

export const SETTINGS: NavItem = { href: "/settings", label: "Settings", icon: Settings, key: "s" };

/** The places that lead somewhere for this person. */
export function navFor(can: (permission: Permission) => boolean): NavItem[] {
  return NAV.filter(({ needs }) => !needs || can(needs));
}

export function isCurrent(item: NavItem, pathname: string): boolean {
  return pathname === item.href || pathname.startsWith(`${item.href}/`);
}
