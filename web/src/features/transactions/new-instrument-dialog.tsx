"use client";

import { useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { IntentKeys } from "@/api/idempotency";
import { toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import type { InstrumentKind, InstrumentReference } from "@/api/types";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { FormProblem } from "@/ui/form-problem";
import { Select } from "@/ui/select";

type NewInstrumentDialogProps = {
  symbol: string;
  onClose: () => void;
  onAdded: (instrument: InstrumentReference) => void;
};

const KINDS: [InstrumentKind, string][] = [
  ["stock", "Share"],
  ["etf", "ETF"],
  ["fund", "Fund"],
  ["bond", "Bond"],
  ["crypto", "Coin"],
  ["commodity", "Commodity"],
  ["property", "Property"],
  ["other", "Other"],
];

export function NewInstrumentDialog({ symbol, onClose, onAdded }: NewInstrumentDialogProps) {
  const [keys] = useState(() => new IntentKeys());
  const { pending, problem, run } = useCommand<Problem>();
  const errors = problemsByField(problem);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    event.stopPropagation();
    const form = new FormData(event.currentTarget);
    const kind = KINDS.find(([each]) => each === textOf(form, "kind"))?.[0] ?? "stock";
    const name = textOf(form, "name");
    const body = {
      symbol: textOf(form, "symbol"),
      kind,
      currency: textOf(form, "currency").toUpperCase(),
      ...(name ? { name } : {}),
    };
    const added = await run(() =>
      toLoaded(browserApi.POST("/v1/instruments", { params: { header: { "Idempotency-Key": keys.keyFor(body) } }, body })),
    );
    if (added) onAdded(added);
  };

  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title="Add an instrument">
      <form onSubmit={(event) => void submit(event)} className="grid grid-cols-2 gap-4">
        <Field label="Symbol" error={errors.symbol}>
          {(control) => <Input {...control} name="symbol" required maxLength={40} defaultValue={symbol} />}
        </Field>
        <Field label="Kind" error={errors.kind}>
          {(control) => (
            <Select {...control} name="kind">
              {KINDS.map(([kind, label]) => (
                <option key={kind} value={kind}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Name" optional error={errors.name} className="col-span-2">
          {(control) => <Input {...control} name="name" maxLength={200} />}
        </Field>
        <Field label="Priced in" error={errors.currency}>
          {(control) => <Input {...control} name="currency" required pattern="[A-Za-z]{3}" maxLength={3} defaultValue="EUR" className="uppercase" />}
        </Field>
        {problem ? (
          <div className="col-span-2">
            <FormProblem title={problem.title} detail={problem.detail} traceId={problem.traceId} />
          </div>
        ) : null}
        <Button type="submit" tone="primary" disabled={pending} className="col-span-2 justify-self-end">
          Add instrument
        </Button>
      </form>
    </Dialog>
  );
}
