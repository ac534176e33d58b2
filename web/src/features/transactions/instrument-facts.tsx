import Link from "next/link";
import type { InstrumentReference, TransactionType } from "@/api/types";
import { TYPE_GROUPS } from "./types";

type InstrumentFactsProps = { instrument: InstrumentReference; type: TransactionType };

const COMPANY: readonly TransactionType[] = TYPE_GROUPS.find(({ label }) => label === "What a company did")?.types ?? [];

/** The way to what holds for every account: a split is told once, not in each. */
export function InstrumentFacts({ instrument, type }: InstrumentFactsProps) {
  return (
    <p className="-mt-1 text-12 text-muted">
      {COMPANY.includes(type) ? "This holds for one account alone. Told once, it counts in all: " : null}
      <Link href={`/instruments/${instrument.id}/actions`} prefetch={false} className="rounded-mark text-accent underline-offset-4 hover:underline">
        What {instrument.symbol} did
      </Link>
    </p>
  );
}
