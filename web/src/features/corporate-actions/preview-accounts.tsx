import { BeforeAfter } from "@/features/transactions/public";
import { cn } from "@/lib/cn";
import { Day } from "@/ui/day";
import { Money } from "@/ui/money";
import { Quantity } from "@/ui/quantity";
import type { PreviewState } from "./use-action-preview";

type PreviewAccountsProps = { state: PreviewState; ready: boolean };

/** Each account that holds it, before and after. */
export function PreviewAccounts({ state: { preview, current, problem }, ready }: PreviewAccountsProps) {
  return (
    <section aria-labelledby="before-after" className="min-w-0 rounded-panel border bg-paper p-4 md:min-h-80">
      <h3 id="before-after" className="text-13 font-medium">
        Before and after
      </h3>
      <p aria-live="polite" className="mt-1 min-h-8 text-12 text-muted">
        {!ready ? (
          "Fill in what happened to see it."
        ) : problem ? (
          <span className="text-loss">{problem.errors[0]?.detail ?? problem.detail ?? problem.title}</span>
        ) : !current || !preview ? (
          "Being worked out…"
        ) : preview.holdings.length === 0 ? (
          "No account that you see held it on that day. Recorded, it counts for what you add later."
        ) : (
          <>
            At the end of <Day date={preview.on} />. Nothing is saved yet.
          </>
        )}
      </p>
      {preview ? (
        <div className={cn("mt-2 grid gap-4 transition-opacity", !current && "opacity-40")}>
          {preview.holdings.map(({ account, account_name, instrument, before, after }) => (
            <BeforeAfter
              key={account + instrument.id}
              label={`${account_name} · ${instrument.symbol}`}
              before={<Quantity value={before.quantity} />}
              after={<Quantity value={after.quantity} />}
              detail={
                <>
                  <span className="block">
                    Cost <Money value={before.cost} /> → <Money value={after.cost} />
                  </span>
                  <span className="block">
                    Value <Money value={before.value} /> → <Money value={after.value} />
                  </span>
                  <span className="block">
                    Lots {before.lots} → {after.lots}
                  </span>
                </>
              }
            />
          ))}
          {preview.cash.map(({ account, account_name, before, after }) => (
            <BeforeAfter key={`${account}${before.currency}`} label={`${account_name} · cash`} before={<Money value={before} />} after={<Money value={after} />} />
          ))}
        </div>
      ) : null}
    </section>
  );
}
