"use client";

import { ChartLine, CornerDownLeft, FileUp, type LucideIcon, Plus, Search, ShieldCheck, Wallet } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog as Primitive } from "radix-ui";
import { useId, useMemo, useState, type KeyboardEvent } from "react";
import type { Permission } from "@/api/types";
import { useCan } from "@/features/permissions/public";
import { cn } from "@/lib/cn";
import { navFor, SETTINGS } from "./nav";

export type PalettePlace = { kind: "account" | "portfolio"; id: string; name: string };

type Entry = { id: string; label: string; group: string; href: string; icon: LucideIcon; needs?: Permission };

type CommandPaletteProps = { open: boolean; onOpenChange: (open: boolean) => void; places: PalettePlace[] };

const MOST_ENTRIES = 12;

export function CommandPalette({ open, onOpenChange, places }: CommandPaletteProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Primitive.Content
          aria-describedby={undefined}
          className="fixed inset-x-3 top-3 z-50 mx-auto max-w-xl animate-fade overflow-hidden rounded-panel bg-overlay shadow-overlay outline-none sm:top-[14vh]"
        >
          <Primitive.Title className="sr-only">Search or jump to</Primitive.Title>
          <PaletteBody places={places} onDone={() => onOpenChange(false)} />
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function PaletteBody({ places, onDone }: { places: PalettePlace[]; onDone: () => void }) {
  const router = useRouter();
  const listId = useId();
  const [query, setQuery] = useState("");
  const [active, setActive] = useState(0);
  const can = useCan();
  const entries = useMemo(() => findEntries(query, places, can), [query, places, can]);
  const current = Math.min(active, entries.length - 1);

  const go = (entry: Entry | undefined) => {
    if (!entry) return;
    onDone();
    router.push(entry.href);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      setActive((current + step + entries.length) % entries.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(entries[current]);
    }
  };

  return (
    <>
      <div className="flex items-center gap-3 border-b px-4">
        <Search aria-hidden className="size-4 shrink-0 text-faint" />
        <input
          autoFocus
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={`${listId}-${current}`}
          aria-label="Search or jump to"
          placeholder="Search transactions, or jump to a place"
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
          className="h-12 w-full bg-transparent text-14 outline-none placeholder:text-faint pointer-coarse:text-16"
        />
      </div>
      <ul id={listId} role="listbox" aria-label="Places and actions" className="scroll-quiet max-h-[min(420px,60vh)] overflow-y-auto p-1.5">
        {entries.map((entry, index) => (
          <li
            key={entry.id}
            id={`${listId}-${index}`}
            role="option"
            aria-selected={index === current}
            onPointerMove={() => setActive(index)}
            onClick={() => go(entry)}
            className={cn(
              "flex h-9 cursor-default items-center gap-3 rounded-mark px-2.5 text-13 pointer-coarse:h-11",
              index === current && "bg-raised",
            )}
          >
            <entry.icon aria-hidden className="size-4 shrink-0 text-faint" />
            <span className="min-w-0 flex-1 truncate">{entry.label}</span>
            {index === current ? <CornerDownLeft aria-hidden className="size-3.5 text-faint" /> : <span className="text-12 text-faint">{entry.group}</span>}
          </li>
        ))}
      </ul>
    </>
  );
}

function findEntries(query: string, places: PalettePlace[], can: (permission: Permission) => boolean): Entry[] {
  const words = query.trim().toLowerCase();
  const entries: Entry[] = [
    ...[...navFor(can), SETTINGS].map((item) => ({ id: item.href, label: item.label, group: "Go to", href: item.href, icon: item.icon })),
    { id: "health", label: "Data health", group: "Go to", href: "/data-health", icon: ShieldCheck },
    { id: "new", label: "Add a transaction", group: "Action", href: "/transactions?sheet=new", icon: Plus, needs: "edit_transactions" },
    { id: "account", label: "Add an account", group: "Action", href: "/accounts?sheet=new", icon: Plus, needs: "create_accounts" },
    { id: "file", label: "Import a file", group: "Action", href: "/import", icon: FileUp, needs: "import" },
    ...places.map((place) => ({
      id: place.id,
      label: place.name,
      group: place.kind === "account" ? "Account" : "Portfolio",
      href: place.kind === "account" ? `/accounts/${place.id}` : `/portfolio?id=${place.id}`,
      icon: place.kind === "account" ? Wallet : ChartLine,
    })),
  ];
  const all = entries.filter(({ needs }) => !needs || can(needs));
  if (words === "") return all.slice(0, MOST_ENTRIES);
  const found = all.filter((entry) => entry.label.toLowerCase().includes(words)).slice(0, MOST_ENTRIES - 1);
  return [
    ...found,
    {
      id: "search",
      label: `Search transactions for “${query.trim()}”`,
      group: "Search",
      href: `/transactions?q=${encodeURIComponent(query.trim())}`,
      icon: Search,
    },
  ];
}
