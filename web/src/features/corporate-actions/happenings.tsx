import Link from "next/link";
import type { Instrument } from "@/api/types";
import { HAPPENINGS } from "./kinds";

type HappeningsProps = { instrument: Pick<Instrument, "id" | "symbol"> };

/** What can happen to a share, in plain words; each leads to where it is recorded. */
export function Happenings({ instrument }: HappeningsProps) {
  return (
    <section aria-labelledby="happenings">
      <h2 id="happenings" className="text-14 font-medium">
        What happened to {instrument.symbol}?
      </h2>
      <p className="mt-1 text-13 text-muted">Told once, it counts in every account that holds {instrument.symbol}. Using rights is recorded as a transaction.</p>
      <ul className="mt-4 grid gap-2 sm:grid-cols-2 lg:grid-cols-4">
        {HAPPENINGS.map(({ kind, label, what }) => (
          <li key={kind}>
            <Link
              href={`/instruments/${instrument.id}/actions?sheet=${kind}`}
              scroll={false}
              prefetch={false}
              className="block h-full rounded-control border border-line-strong bg-surface px-4 py-3 transition-colors hover:bg-raised"
            >
              <span className="block text-13 font-medium">{label}</span>
              <span className="mt-0.5 block text-12 text-muted">{what}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
