import Link from "next/link";
import type { CorporateAction } from "@/api/types";
import { Allowed } from "@/features/permissions/public";
import { Button } from "@/ui/button";
import { Day } from "@/ui/day";
import { Money } from "@/ui/money";
import { labelOf, sentenceOf } from "./kinds";
import { TakeBackButton } from "./take-back-button";

type ActionListProps = { symbol: string; actions: CorporateAction[] };

export function ActionList({ symbol, actions }: ActionListProps) {
  if (actions.length === 0) return <p className="border-y py-5 text-13 text-muted">Nothing that happened to {symbol} is known yet.</p>;
  return (
    <ul aria-label="What happened" className="border-t">
      {actions.map((action) => (
        <li key={action.id} className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-b py-3">
          <div className="min-w-0">
            <p className="text-14 font-medium">{labelOf(action)}</p>
            <p className="mt-0.5 text-13 text-muted">
              <Day date={action.ex_date} /> · {sentenceOf(action, symbol)}
              {action.note ? <span className="break-words"> · {action.note}</span> : null}
            </p>
            <Bookings bookings={action.bookings} />
          </div>
          {action.scope === "household" ? (
            <Allowed to="edit_prices">
              <div className="flex shrink-0 gap-2">
                <Button asChild tone="quiet" size="small">
                  <Link href={`/instruments/${action.instrument}/actions?change=${action.id}`} scroll={false} prefetch={false} aria-label={`Change: ${labelOf(action)}`}>
                    Change
                  </Link>
                </Button>
                <TakeBackButton instrument={action.instrument} action={action.id} name={labelOf(action)} />
              </div>
            </Allowed>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function Bookings({ bookings }: { bookings: CorporateAction["bookings"] }) {
  if (bookings.length === 0) return null;
  return (
    <ul aria-label="Booked" className="mt-1.5 grid gap-1 text-12 text-muted">
      {bookings.map(({ transaction, account_name, amount, cash_in_lieu }) => (
        <li key={transaction}>
          <Link href={`/transactions/${transaction}`} prefetch={false} className="rounded-mark underline decoration-line-strong underline-offset-4 hover:decoration-current">
            {account_name}
          </Link>
          {amount ? (
            <>
              {" "}
              · <Money value={amount} />
            </>
          ) : null}
          {cash_in_lieu ? (
            <>
              {" "}
              · fraction paid with <Money value={cash_in_lieu.amount} />
            </>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
