"use client";

import { ChevronsUpDown, House } from "lucide-react";
import { useRouter } from "next/navigation";
import { COOKIES, writeCookie } from "@/lib/cookies";
import { Button } from "@/ui/button";
import { Menu, MenuChoice, MenuChoices, MenuLabel } from "@/ui/menu";

export type HouseholdChoice = { id: string; name: string };

type HouseholdSwitcherProps = { households: HouseholdChoice[]; current: string };

export function HouseholdSwitcher({ households, current }: HouseholdSwitcherProps) {
  const router = useRouter();
  const name = households.find((household) => household.id === current)?.name ?? "Household";

  const choose = (id: string) => {
    writeCookie(COOKIES.household, id);
    router.refresh();
  };

  return (
    <Menu
      align="start"
      label="Household"
      trigger={
        <Button tone="quiet" className="max-w-56 min-w-0 shrink px-2 text-text">
          <House aria-hidden className="text-faint" />
          <span className="truncate">{name}</span>
          <ChevronsUpDown aria-hidden className="!size-3.5 text-faint" />
          <span className="sr-only">Switch household</span>
        </Button>
      }
    >
      <MenuLabel>Households</MenuLabel>
      <MenuChoices value={current} onValueChange={choose}>
        {households.map((household) => (
          <MenuChoice key={household.id} value={household.id}>
            {household.name}
          </MenuChoice>
        ))}
      </MenuChoices>
    </Menu>
  );
}
