import { ArrowUpRight } from "lucide-react";
import Link from "next/link";
import type { OpenTransfer } from "@/api/types";
import { Day } from "@/ui/day";
import { CandidateRow } from "./candidate-row";
import { SideFigure } from "./side-figure";

type OpenTransferRowProps = { transfer: OpenTransfer };

/** What left on one side, and on the other where it may have arrived. */
export function OpenTransferRow({ transfer: { sent, candidates } }: OpenTransferRowProps) {
  return (
    <li className="grid gap-x-10 gap-y-3 border-b py-4 md:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <div className="min-w-0">
        <p className="mb-1 flex items-center gap-1.5 text-12 text-muted">
          <ArrowUpRight aria-hidden className="size-3.5" />
          Left
        </p>
        <p className="flex items-baseline justify-between gap-4 text-14">
          <Link href={`/transactions?edit=${sent.id}`} prefetch={false} className="truncate rounded-mark font-medium underline-offset-4 hover:underline">
            {sent.account_name}
          </Link>
          <SideFigure side={sent} />
        </p>
        <p className="mt-0.5 text-12 text-muted">
          <Day date={sent.date} />
          {sent.note ? ` · ${sent.note}` : ""}
        </p>
      </div>
      <div className="min-w-0 max-md:border-l-2 max-md:pl-4">
        <p className="text-12 text-muted">{candidates.length === 0 ? "On its way" : candidates.length === 1 ? "May have arrived here" : "May have arrived in one of these"}</p>
        {candidates.length === 0 ? (
          <p className="mt-1 text-13">Nothing that fits has arrived yet. It counts as yours until it does.</p>
        ) : (
          <ul aria-label={`Where ${sent.account_name}, ${sent.date} may have arrived`}>
            {candidates.map((candidate) => (
              <CandidateRow key={candidate.received.id} sent={sent.id} candidate={candidate} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
}
