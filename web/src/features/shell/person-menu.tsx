"use client";

import { Keyboard, LogOut, Settings } from "lucide-react";
import Link from "next/link";
import { Button } from "@/ui/button";
import { Face } from "@/ui/face";
import { Menu, MenuItem, MenuLine } from "@/ui/menu";
import { useSignOut } from "@/features/auth/public";
import { openKeys } from "./shell-events";

type PersonMenuProps = { name: string; email: string; picture: string | null };

export function PersonMenu({ name, email, picture }: PersonMenuProps) {
  const signOut = useSignOut();
  return (
    <Menu
      label="Your account"
      trigger={
        <Button tone="quiet" size="icon" aria-label={`${name}: your account`} className="rounded-full">
          <Face name={name} picture={picture} className="size-7" />
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
