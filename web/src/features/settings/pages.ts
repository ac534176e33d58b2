import { CircleUser, History, House, KeyRound, type LucideIcon, Mail, Palette, ShieldCheck, Users } from "lucide-react";

export type SettingsPage = { href: string; label: string; icon: LucideIcon };

export const SETTINGS_PAGES: SettingsPage[] = [
  { href: "/settings/profile", label: "Profile", icon: CircleUser },
  { href: "/settings/account", label: "Account", icon: Mail },
  { href: "/settings/security", label: "Security", icon: ShieldCheck },
  { href: "/settings/keys", label: "API keys", icon: KeyRound },
  { href: "/settings/household", label: "Household", icon: House },
  { href: "/settings/people", label: "People", icon: Users },
  { href: "/settings/history", label: "History", icon: History },
  { href: "/settings/appearance", label: "Appearance", icon: Palette },
];
