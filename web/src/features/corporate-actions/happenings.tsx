"use client";

import Link from "next/link";
import type { Instrument } from "@/api/types";
import { useCan } from "@/features/permissions/public";
import { HAPPENINGS, happeningHref } from "./kinds";

type HappeningsProps = { instrument: Pick<Instrument, "id" | "symbol"> };

/** What can happen to a share, in plain words; each leads to where it is recorded. */
export function Happenings({ instrument }: HappeningsProps) {
  const can = useCan();
  const offered = HAPPENINGS.filter(({ split }) => !split || can("edit_prices"));
  return (
    <section aria-labelledby="happenings">
      <h2 id="happenings" className="text-14 font-medium">
        What happened to {instrument.symbol}?
      </h2>
      <p className="mt-1 text-13 text-muted">A split counts in every account at once. The others are recorded in the account where they happened.</p>
      <ul className="mt-4 grid gap-2 sm:grid-cols-2 lg:grid-cols-4">
        {offered.map((each) => (
          <li key={each.label}>
            <Link
              href={happeningHref(instrument.id, each)}
              scroll={false}
              prefetch={false}
              className="block h-full rounded-control border border-line-strong bg-surface px-4 py-3 transition-colors hover:bg-raised"
            >
              <span className="block text-13 font-medium">{each.label}</span>
              <span className="mt-0.5 block text-12 text-muted">{each.what}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
