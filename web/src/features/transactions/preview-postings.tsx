import type { PreviewPosting } from "@/api/types";
import { Disclosure } from "@/ui/disclosure";
import { Money } from "@/ui/money";
import { Quantity } from "@/ui/quantity";
import { ledgerWords } from "./ledger-words";

type PreviewPostingsProps = { postings: PreviewPosting[] };

/** How it is booked; the lines sum to zero. */
export function PreviewPostings({ postings }: PreviewPostingsProps) {
  return (
    <Disclosure title="How it is booked">
      <ul className="grid gap-2">
        {postings.map((posting, index) => (
          <li key={index} className="flex justify-between gap-3 text-12">
            <span className="min-w-0">
              {ledgerWords(posting.ledger)}
              {posting.account_name ? <span className="block truncate text-muted">{posting.account_name}</span> : null}
            </span>
            <span className="shrink-0 text-right">
              {posting.amount ? <Money value={posting.amount} sign="change" /> : null}
              {posting.quantity ? (
                <span className="block text-muted">
                  <Quantity value={posting.quantity} /> units
                </span>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-12 text-muted">In each currency the lines add up to zero.</p>
    </Disclosure>
  );
}
