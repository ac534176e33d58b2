"use client";

import { Check, ChevronsUpDown, House, Plus, Search } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { Popover } from "radix-ui";
import { useEffect, useId, useState, type KeyboardEvent } from "react";
import type { Role } from "@/api/types";
import { roleLabel } from "@/features/household/public";
import { cn } from "@/lib/cn";
import { COOKIES, readCookie, writeCookie } from "@/lib/cookies";
import { Button } from "@/ui/button";
import { findHouseholds } from "./find-households";

export type HouseholdChoice = { id: string; name: string; role: Role };

type HouseholdSwitcherProps = { households: HouseholdChoice[]; current: string };

const SEARCH_FROM = 7;

export function HouseholdSwitcher({ households, current }: HouseholdSwitcherProps) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const name = households.find((household) => household.id === current)?.name ?? "Household";

  useEffect(() => {
    // The one remembered may be gone: somebody has left it, or was taken out.
    const remembered = readCookie(COOKIES.household);
    if (remembered && remembered !== current) writeCookie(COOKIES.household, current);
  }, [current]);

  const choose = (id: string) => {
    setOpen(false);
    writeCookie(COOKIES.household, id);
    router.refresh();
  };

  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button tone="quiet" className="max-w-56 min-w-0 shrink px-2 text-text">
          <House aria-hidden className="text-faint" />
          <span className="truncate">{name}</span>
          <ChevronsUpDown aria-hidden className="!size-3.5 text-faint" />
          <span className="sr-only">Switch household</span>
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Households"
          className="z-50 flex max-h-[min(480px,70dvh)] w-[min(340px,calc(100vw-16px))] animate-fade flex-col rounded-panel bg-overlay p-1 shadow-overlay outline-none"
        >
          <HouseholdChoices households={households} current={current} onChoose={choose} />
          <div className="mt-1 border-t pt-1">
            <Link
              href="/settings/household#another"
              prefetch={false}
              onClick={() => setOpen(false)}
              className="flex h-9 items-center gap-2.5 rounded-mark px-2.5 text-13 hover:bg-raised pointer-coarse:h-11"
            >
              <Plus aria-hidden className="size-4 text-faint" />
              Create a household
            </Link>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

type HouseholdChoicesProps = HouseholdSwitcherProps & { onChoose: (id: string) => void };

/** With many households a search stands above the list; the arrow keys go through what it found. */
function HouseholdChoices({ households, current, onChoose }: HouseholdChoicesProps) {
  const listId = useId();
  const searches = households.length >= SEARCH_FROM;
  const [words, setWords] = useState("");
  const [active, setActive] = useState(() => Math.max(0, households.findIndex(({ id }) => id === current)));
  const found = findHouseholds(households, words);
  const at = Math.min(active, found.length - 1);

  useEffect(() => {
    document.getElementById(`${listId}-${at}`)?.scrollIntoView({ block: "nearest" });
  }, [listId, at]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = found[at];
    if (step && found.length > 0) {
      event.preventDefault();
      setActive((at + step + found.length) % found.length);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      onChoose(chosen.id);
    }
  };

  return (
    <>
      {searches ? (
        <div className="flex items-center gap-2.5 border-b px-2.5 pb-1">
          <Search aria-hidden className="size-4 shrink-0 text-faint" />
          <input
            autoFocus
            role="combobox"
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={found.length > 0 ? `${listId}-${at}` : undefined}
            aria-label="Find a household"
            placeholder={`Find one of ${households.length}`}
            autoComplete="off"
            spellCheck={false}
            value={words}
            onChange={(event) => {
              setWords(event.target.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
            className="h-9 w-full bg-transparent text-13 outline-none placeholder:text-faint pointer-coarse:h-11 pointer-coarse:text-16"
          />
        </div>
      ) : null}
      <ul
        id={listId}
        role="listbox"
        aria-label="Households"
        tabIndex={searches ? -1 : 0}
        aria-activedescendant={!searches && found.length > 0 ? `${listId}-${at}` : undefined}
        onKeyDown={searches ? undefined : onKeyDown}
        className="scroll-quiet mt-1 min-h-0 flex-1 overflow-y-auto outline-none"
      >
        {found.map((household, index) => (
          <li
            key={household.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={household.id === current}
            onPointerMove={() => setActive(index)}
            onClick={() => onChoose(household.id)}
            className={cn(
              "flex h-9 cursor-default items-center gap-2.5 rounded-mark px-2.5 text-13 pointer-coarse:h-11",
              index === at && "bg-raised",
            )}
          >
            <span className="min-w-0 flex-1 truncate">{household.name}</span>
            <span className="shrink-0 text-12 text-muted">{roleLabel(household.role)}</span>
            <Check aria-hidden className={cn("size-4 shrink-0 text-accent", household.id !== current && "invisible")} />
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="px-2.5 py-3 text-13 text-muted">No household of that name.</p> : null}
    </>
  );
}
