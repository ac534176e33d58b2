"use client";

import Link from "next/link";
import { useState } from "react";
import type { HealthItem } from "@/api/types";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Panel } from "@/ui/panel";
import { FixForm } from "./fix-form";
import type { HealthGroup } from "./groups";

const SEVERITIES = {
  wrong: { words: "Wrong", tone: "loss" },
  doubtful: { words: "Doubtful", tone: "warning" },
  note: { words: "To know", tone: "info" },
} as const;

const MOST = 12;

export function HealthGroupPanel({ group }: { group: HealthGroup }) {
  const [all, setAll] = useState(false);
  const { severity } = group.items[0] ?? { severity: "note" as const };
  const shown = all ? group.items : group.items.slice(0, MOST);
  return (
    <Panel title={group.title} note={group.items.length > 1 ? `${group.items.length} times` : undefined} actions={<Badge tone={SEVERITIES[severity].tone}>{SEVERITIES[severity].words}</Badge>}>
      <ul>
        {shown.map((item, index) => (
          <HealthRow key={index} item={item} />
        ))}
      </ul>
      {shown.length < group.items.length ? (
        <Button tone="quiet" size="small" className="mt-2" onClick={() => setAll(true)}>
          Show all {group.items.length}
        </Button>
      ) : null}
    </Panel>
  );
}

function HealthRow({ item }: { item: HealthItem }) {
  const place = placeOf(item);
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b py-3 last:border-0">
      <div className="min-w-0 flex-1 basis-72 text-13">
        <p>{item.detail}</p>
        {place ? (
          <Link href={place.href} prefetch={false} className="mt-0.5 inline-flex items-center rounded-mark text-12 text-accent pointer-coarse:min-h-11">
            {place.words}
          </Link>
        ) : null}
      </div>
      {item.fix ? <FixForm fix={item.fix} what={item.detail} /> : null}
    </li>
  );
}

function placeOf({ transaction, instrument, account }: HealthItem): { href: string; words: string } | null {
  if (transaction) return { href: `/transactions?edit=${transaction}`, words: "Open the transaction" };
  if (instrument) return { href: `/instruments/${instrument.id}`, words: `Open ${instrument.symbol}` };
  if (account) return { href: `/accounts/${account.id}`, words: `Open ${account.name}` };
  return null;
}
