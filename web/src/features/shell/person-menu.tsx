"use client";

import { Keyboard, LogOut, Settings } from "lucide-react";
import Link from "next/link";
import { Button } from "@/ui/button";
import { Menu, MenuItem, MenuLine } from "@/ui/menu";
import { useSignOut } from "@/features/auth/public";
import { openKeys } from "./shell-events";

type PersonMenuProps = { name: string; email: string };

export function PersonMenu({ name, email }: PersonMenuProps) {
  const signOut = useSignOut();
  return (
    <Menu
      label="Your account"
      trigger={
        <Button tone="quiet" size="icon" aria-label={`${initialsOf(name)}: your account`} className="rounded-full">
          <span aria-hidden className="flex size-7 items-center justify-center rounded-full bg-accent-soft text-12 font-medium text-accent">
            {initialsOf(name)}
          </span>
        </Button>
      }
    >
      <div className="max-w-64 px-2.5 py-1.5">
        <p className="truncate text-13 font-medium">{name}</p>
        <p className="truncate text-12 text-muted">{email}</p>
      </div>
      <MenuLine />
      <MenuItem asChild>
        <Link href="/settings/profile">
          <Settings aria-hidden />
          Settings
        </Link>
      </MenuItem>
      <MenuItem onSelect={openKeys}>
        <Keyboard aria-hidden />
        Keyboard shortcuts
      </MenuItem>
      <MenuLine />
      <MenuItem onSelect={() => void signOut()}>
        <LogOut aria-hidden />
        Sign out
      </MenuItem>
    </Menu>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.[0]?.toUpperCase() ?? "")
    .join("");
}
