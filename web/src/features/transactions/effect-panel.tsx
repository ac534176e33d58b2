"use client";

import { TriangleAlert } from "lucide-react";
import type { TransactionPreview, TransactionType } from "@/api/types";
import { cn } from "@/lib/cn";
import { signOf, subtract } from "@/lib/decimal";
import { Day } from "@/ui/day";
import { Money } from "@/ui/money";
import { Quantity } from "@/ui/quantity";
import { BeforeAfter } from "./before-after";
import { ClosedLots } from "./closed-lots";
import { type FieldName, fieldLabel } from "./fields";
import { PreviewPostings } from "./preview-postings";
import type { EffectState } from "./use-effect-preview";

type EffectPanelProps = {
  type: TransactionType;
  missing: { fields: FieldName[]; sentences: string[] };
  effect: EffectState;
};

/** What recording it would do, kept up with the typing. It has a column of its own, so that nothing moves. */
export function EffectPanel({ type, missing, effect }: EffectPanelProps) {
  const { preview, current } = effect;
  return (
    <section aria-labelledby="effect-title" className="min-w-0 rounded-panel border bg-paper p-4 md:min-h-80">
      <h3 id="effect-title" className="text-13 font-medium">
        What it does
      </h3>
      <p aria-live="polite" className="mt-1 min-h-8 text-12 text-muted">
        <Standing type={type} missing={missing} effect={effect} />
      </p>
      {preview ? (
        <div className={cn("mt-2 grid gap-4 transition-opacity", !current && "opacity-40")}>
          <Effect preview={preview} />
        </div>
      ) : (
        <Waiting />
      )}
    </section>
  );
}

function Standing({ type, missing, effect }: EffectPanelProps) {
  if (missing.fields.length > 0) return `Still needed: ${missing.fields.map((name) => fieldLabel(name, type).toLowerCase()).join(", ")}.`;
  if (missing.sentences.length > 0) return missing.sentences.join(" ");
  if (effect.problem) {
    return (
      <span className="text-loss">
        {effect.problem.errors.length > 0 ? "It cannot be recorded like this: see the fields marked." : (effect.problem.detail ?? effect.problem.title)}
      </span>
    );
  }
  if (!effect.current || !effect.preview) return "Being worked out…";
  return (
    <>
      At the end of <Day date={effect.preview.on} />. Nothing is saved yet.
    </>
  );
}

function Effect({ preview }: { preview: TransactionPreview }) {
  const { cash, positions, realized_gain: gain, realized_gain_elsewhere: elsewhere, closed_lots: lots, postings, warnings } = preview;
  return (
    <>
      {cash.map(({ account, account_name, before, after }) => (
        <BeforeAfter
          key={`${account}-${before.currency}`}
          label={`Cash in ${account_name}`}
          before={<Money value={before} />}
          after={<Money value={after} />}
          change={
            before.amount === null || after.amount === null ? null : (
              <Money value={{ amount: subtract(after.amount, before.amount), currency: after.currency }} sign="change" />
            )
          }
        />
      ))}
      {positions.map(({ account, account_name, instrument, before, after }) => (
        <BeforeAfter
          key={`${account}-${instrument.id}`}
          label={`${instrument.symbol} in ${account_name}`}
          before={<Quantity value={before.quantity} />}
          after={<Quantity value={after.quantity} />}
          detail={
            <>
              Cost <Money value={before.cost} /> → <Money value={after.cost} />
            </>
          }
        />
      ))}
      {cash.length + positions.length === 0 ? <p className="text-13 text-muted">It moves neither cash nor units.</p> : null}
      {lots.length > 0 ? (
        <div className="flex items-baseline justify-between gap-4 border-t pt-3">
          <span className="text-13">Gain realised</span>
          <Money value={gain} sign="change" tone="change" className="text-16 font-medium" />
        </div>
      ) : null}
      {elsewhere && elsewhere.amount !== null && signOf(elsewhere.amount) !== 0 ? (
        <p className="text-12 text-muted">
          It also changes what other sales realise, by <Money value={elsewhere} sign="change" />.
        </p>
      ) : null}
      {warnings.map((warning) => (
        <p key={warning.code + warning.detail} className="flex gap-2 text-12 text-warning">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
          {warning.detail}
        </p>
      ))}
      {lots.length > 0 ? <ClosedLots lots={lots} /> : null}
      {postings.length > 0 ? <PreviewPostings postings={postings} /> : null}
    </>
  );
}

/** The place of the figures before there are any. */
function Waiting() {
  return (
    <div aria-hidden className="mt-2 grid gap-4">
      {[0, 1].map((line) => (
        <div key={line}>
          <div className="h-3 w-28 rounded-mark bg-line" />
          <div className="mt-2 h-4 w-full rounded-mark bg-line" />
        </div>
      ))}
    </div>
  );
}
