"use client";

import { ChevronDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { Menu, MenuChoice, MenuChoices } from "@/ui/menu";

type PortfolioSwitcherProps = {
  portfolios: { id: string; name: string }[];
  current: string;
  address: (id: string) => string;
};

export function PortfolioSwitcher({ portfolios, current, address }: PortfolioSwitcherProps) {
  const router = useRouter();
  const name = portfolios.find((portfolio) => portfolio.id === current)?.name ?? "Portfolio";
  if (portfolios.length < 2) return <>{name}</>;
  return (
    <Menu
      align="start"
      label="Portfolio"
      trigger={
        <button type="button" className="inline-flex max-w-full items-center gap-1.5 rounded-mark">
          <span className="truncate">{name}</span>
          <ChevronDown aria-hidden className="size-4 shrink-0 text-faint" />
        </button>
      }
    >
      <MenuChoices value={current} onValueChange={(id) => router.push(address(id))}>
        {portfolios.map((portfolio) => (
          <MenuChoice key={portfolio.id} value={portfolio.id}>
            {portfolio.name}
          </MenuChoice>
        ))}
      </MenuChoices>
    </Menu>
  );
}
