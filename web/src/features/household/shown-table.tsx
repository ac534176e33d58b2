"use client";

import { Search } from "lucide-react";
import { useState } from "react";
import type { Role } from "@/api/types";
import { Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { ACCESS_LABELS, accessesOf, isAccess } from "./roles";
import type { Grantable, Shown } from "./grantable";

type ShownTableProps = { grantables: Grantable[]; role: Role; shown: Shown; onChange: (shown: Shown) => void };

const SEARCH_FROM = 10;

/** Each account and portfolio, and what somebody sees of it. */
export function ShownTable({ grantables, role, shown, onChange }: ShownTableProps) {
  const [words, setWords] = useState("");
  const offered = accessesOf(role);
  const found = grantables.filter(({ name }) => name.toLowerCase().includes(words.trim().toLowerCase()));

  const choose = (id: string, text: string) => {
    const rest = Object.fromEntries(Object.entries(shown).filter(([object]) => object !== id));
    onChange(isAccess(text) ? { ...rest, [id]: text } : rest);
  };

  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 text-13 font-medium">What they see</legend>
      {grantables.length > SEARCH_FROM ? (
        <div className="relative mb-2">
          <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint" />
          <Input aria-label="Find an account or portfolio" type="search" value={words} onChange={(event) => setWords(event.target.value)} className="pl-9" />
        </div>
      ) : null}
      <ul className="scroll-quiet max-h-96 overflow-y-auto border-y">
        {found.map((object) => (
          <li key={object.id} className="flex min-h-13 items-center justify-between gap-4 border-b py-1.5 last:border-0">
            <span className="min-w-0">
              <span className="block truncate text-13">{object.name}</span>
              <span className="block text-12 text-muted">{object.kind === "account" ? "Account" : "Portfolio: each account in it"}</span>
            </span>
            <Select
              aria-label={`What they see of ${object.name}`}
              value={shown[object.id] ?? ""}
              onChange={(event) => choose(object.id, event.target.value)}
              className="w-52 shrink-0"
            >
              <option value="">Not shown</option>
              {/* A grant from before, when the role went further, stays visible. */}
              {[...new Set([...offered, ...(shown[object.id] ? [shown[object.id]] : [])])].map((access) =>
                access ? (
                  <option key={access} value={access}>
                    {ACCESS_LABELS[access]}
                  </option>
                ) : null,
              )}
            </Select>
          </li>
        ))}
        {found.length === 0 ? <li className="py-3 text-13 text-muted">Nothing of that name.</li> : null}
      </ul>
    </fieldset>
  );
}
