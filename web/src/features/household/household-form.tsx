"use client";

import { useRouter } from "next/navigation";
import { type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import { SaveRow } from "@/features/settings/public";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Field, Input } from "@/ui/field";
import { Select } from "@/ui/select";

type HouseholdFormProps = {
  household: { id: string; name: string; currency: string };
  etag: string | null;
  currencies: { code: string; name: string }[];
};

export function HouseholdForm({ household, etag, currencies }: HouseholdFormProps) {
  const router = useRouter();
  const { pending, problem, run } = useCommand<Problem>();
  const errors = problemsByField(problem);
  const known = currencies.some((currency) => currency.code === household.currency);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const saved = await run(() =>
      toLoaded(
        browserApi.PATCH("/v1/households/{id}", {
          params: { path: { id: household.id }, ...(etag ? { header: { "If-Match": etag } } : {}) },
          body: { name: textOf(form, "name"), currency: textOf(form, "currency") },
        }),
      ),
    );
    if (saved) router.refresh();
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      <Field label="Name" error={errors.name}>
        {(control) => <Input {...control} name="name" required maxLength={120} defaultValue={household.name} />}
      </Field>
      <Field label="Currency" error={errors.currency}>
        {(control) => (
          <Select {...control} name="currency" defaultValue={household.currency}>
            {known ? null : <option value={household.currency}>{household.currency}</option>}
            {currencies.map((currency) => (
              <option key={currency.code} value={currency.code}>
                {currency.code} · {currency.name}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <SaveRow pending={pending} problem={problem} />
    </form>
  );
}
