"use client";

import { Search, X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useState, useTransition } from "react";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { hasFilters, type TransactionsAddress, transactionsAddress } from "./address";
import { KnownOn } from "./known-on";
import { TYPE_GROUPS, TYPE_LABELS } from "./types";

export type AccountChoice = { id: string; name: string; currency: string; kind: string };

type TransactionFiltersProps = { address: TransactionsAddress; accounts: AccountChoice[]; instrument?: string };

const TYPING_MS = 300;

export function TransactionFilters({ address, accounts, instrument }: TransactionFiltersProps) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const { filters } = address;
  const [words, setWords] = useState(filters.q ?? "");

  const change = (changes: Parameters<typeof transactionsAddress>[1]) =>
    start(() => router.replace(transactionsAddress(address, changes), { scroll: false }));

  useEffect(() => {
    if (words.trim() === (filters.q ?? "")) return;
    const timer = setTimeout(() => {
      start(() => router.replace(transactionsAddress(address, { q: words.trim() || null }), { scroll: false }));
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [words, filters.q, address, router]);

  return (
    <div role="search" aria-busy={pending} className="mb-4 grid grid-cols-2 gap-2 md:flex md:flex-wrap md:items-center">
      <label className="relative col-span-2 md:w-64">
        <span className="sr-only">Search transactions</span>
        <Search aria-hidden className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint" />
        <Input type="search" value={words} maxLength={100} placeholder="Symbol, name or note" onChange={(event) => setWords(event.target.value)} className="pl-9" />
      </label>
      <Select aria-label="Account" value={filters.account ?? ""} onChange={(event) => change({ account: event.target.value || null })} className="md:w-44">
        <option value="">All accounts</option>
        {accounts.map((account) => (
          <option key={account.id} value={account.id}>
            {account.name}
          </option>
        ))}
      </Select>
      <Select aria-label="Type" value={filters.type ?? ""} onChange={(event) => change({ type: event.target.value || null })} className="md:w-40">
        <option value="">All types</option>
        {TYPE_GROUPS.map((group) => (
          <optgroup key={group.label} label={group.label}>
            {group.types.map((type) => (
              <option key={type} value={type}>
                {TYPE_LABELS[type]}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
      <Input type="date" aria-label="From" defaultValue={filters.from} key={`from-${filters.from}`} onChange={(event) => change({ from: event.target.value || null })} className="md:w-36" />
      <Input type="date" aria-label="To" defaultValue={filters.to} key={`to-${filters.to}`} onChange={(event) => change({ to: event.target.value || null })} className="md:w-36" />
      <KnownOn known={filters.known} onChange={(known) => change({ known })} />
      {filters.instrument ? <Chip label={instrument ?? "One instrument"} href={transactionsAddress(address, { instrument: null })} /> : null}
      {filters.import ? <Chip label="One import" href={transactionsAddress(address, { import: null })} /> : null}
      {filters.portfolio ? <Chip label="One portfolio" href={transactionsAddress(address, { portfolio: null })} /> : null}
      {hasFilters(address) ? (
        <Button asChild tone="quiet">
          <Link href="/transactions" onClick={() => setWords("")}>
            Clear
          </Link>
        </Button>
      ) : null}
    </div>
  );
}

function Chip({ label, href }: { label: string; href: string }) {
  return (
    <Link
      href={href}
      className="target inline-flex h-9 items-center gap-2 rounded-control bg-accent-soft px-3 text-13 text-accent"
    >
      {label}
      <span className="sr-only">: remove this filter</span>
      <X aria-hidden className="size-3.5" />
    </Link>
  );
}
