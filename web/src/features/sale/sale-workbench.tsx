"use client";

import { useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import type { Lot, SalePreview } from "@/api/types";
import { useCommand } from "@/lib/use-command";
import { ProblemNote } from "@/ui/form-problem";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { LotPicker } from "./lot-picker";
import { saleToPreview } from "./sale-body";
import { SaleResult } from "./sale-result";

type SaleWorkbenchProps = {
  portfolio: string;
  instrument: { id: string; symbol: string; currency: string; price: string | null };
  accounts: { id: string; name: string }[];
  lots: Lot[];
  on: string;
};

/** Quantity, price and day on one side; on the other what each method would make of it. */
export function SaleWorkbench({ portfolio, instrument, accounts, lots, on }: SaleWorkbenchProps) {
  const [account, setAccount] = useState(accounts[0]?.id ?? "");
  const [preview, setPreview] = useState<SalePreview | null>(null);
  const { pending, problem, run } = useCommand<Problem>();
  const errors = problemsByField(problem);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = saleToPreview(new FormData(event.currentTarget), instrument.id);
    const made = await run(() => toLoaded(browserApi.POST("/v1/portfolios/{id}/what-if", { params: { path: { id: portfolio } }, body })));
    if (made) setPreview(made);
  };

  return (
    <div className="grid items-start gap-x-10 gap-y-8 lg:grid-cols-[20rem_minmax(0,1fr)]">
      <form onSubmit={(event) => void submit(event)} className="grid gap-4">
        <Field label="Account" error={errors.account}>
          {(control) => (
            <Select {...control} name="account" value={account} onChange={(event) => setAccount(event.target.value)}>
              {accounts.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <div className="grid grid-cols-2 gap-4">
          <Field label="Units to sell" error={errors.quantity}>
            {(control) => <Input {...control} name="quantity" required inputMode="decimal" autoComplete="off" />}
          </Field>
          <Field label="Date" error={errors.date}>
            {(control) => <Input {...control} name="date" type="date" required defaultValue={on} />}
          </Field>
        </div>
        <Field label={`Price of one, in ${instrument.currency}`} hint="Empty: its latest price." error={errors.price}>
          {(control) => <Input {...control} name="price" inputMode="decimal" autoComplete="off" placeholder={instrument.price ?? undefined} />}
        </Field>
        <div className="grid grid-cols-2 gap-4">
          <Field label="Fee" optional error={errors.fee}>
            {(control) => <Input {...control} name="fee" inputMode="decimal" autoComplete="off" />}
          </Field>
          <Field label="Tax" optional error={errors.tax}>
            {(control) => <Input {...control} name="tax" inputMode="decimal" autoComplete="off" />}
          </Field>
        </div>
        <LotPicker key={account} lots={lots.filter((lot) => lot.account === account)} error={errors.lots} />
        <ProblemNote problem={problem} />
        <Button type="submit" tone="primary" disabled={pending}>
          {pending ? "Reckoning…" : "Show what it would bring"}
        </Button>
      </form>
      <div aria-live="polite" className="min-w-0">
        {preview ? (
          <SaleResult preview={preview} />
        ) : (
          <p className="rounded-panel border border-dashed px-6 py-10 text-center text-13 text-muted">
            Say how many units. Each cost-basis method then shows its gain, how long the units were held, and what remains.
          </p>
        )}
      </div>
    </div>
  );
}
