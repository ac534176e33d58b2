"use client";

import { Search } from "lucide-react";
import { Button } from "@/ui/button";
import { Kbd } from "@/ui/kbd";
import { openPalette } from "./shell-events";

export function SearchButton() {
  return (
    <>
      <button
        type="button"
        onClick={openPalette}
        className="hidden h-9 w-64 items-center gap-2 rounded-control border bg-surface px-3 text-13 text-muted transition-colors hover:border-line-strong sm:flex"
      >
        <Search aria-hidden className="size-4 text-faint" />
        <span className="flex-1 text-left">Search or jump to</span>
        <Kbd>/</Kbd>
      </button>
      <Button tone="quiet" size="icon" aria-label="Search" className="sm:hidden" onClick={openPalette}>
        <Search aria-hidden />
      </Button>
    </>
  );
}
