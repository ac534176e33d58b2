"use client";

import { Plus } from "lucide-react";
import { useId, useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { IntentKeys } from "@/api/idempotency";
import { toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import { COOKIES, writeCookie } from "@/lib/cookies";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { FormProblem } from "@/ui/form-problem";
import { Select } from "@/ui/select";

type NewHouseholdProps = { currencies: { code: string; name: string }[]; currency: string };

export function NewHousehold({ currencies, currency }: NewHouseholdProps) {
  const [open, setOpen] = useState(false);
  const formId = useId();
  const [keys] = useState(() => new IntentKeys());
  const { pending, problem, run } = useCommand<Problem>();
  const errors = problemsByField(problem);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = { name: textOf(form, "name"), currency: textOf(form, "currency") };
    const made = await run(() =>
      toLoaded(browserApi.POST("/v1/households", { params: { header: { "Idempotency-Key": keys.keyFor(body) } }, body })),
    );
    if (!made) return;
    writeCookie(COOKIES.household, made.id);
    window.location.assign("/dashboard");
  };

  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <Plus aria-hidden />
        Create a household
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Create a household"
        description="It starts empty, and you are its owner."
        footer={
          <>
            <Button tone="quiet" onClick={() => setOpen(false)}>
              Cancel
            </Button>
            <Button tone="primary" type="submit" form={formId} disabled={pending}>
              {pending ? "Creating…" : "Create household"}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={(event) => void submit(event)} className="grid gap-4 pb-2">
          <Field label="Name" error={errors.name}>
            {(control) => <Input {...control} name="name" required maxLength={120} autoComplete="off" placeholder="Byron family" />}
          </Field>
          <Field label="Currency" hint="Of its reports. It can hold any other beside it." error={errors.currency}>
            {(control) => (
              <Select {...control} name="currency" defaultValue={currency}>
                {currencies.some(({ code }) => code === currency) ? null : <option value={currency}>{currency}</option>}
                {currencies.map(({ code, name }) => (
                  <option key={code} value={code}>
                    {code} · {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {problem && Object.keys(errors).length === 0 ? <FormProblem title={problem.title} detail={problem.detail} /> : null}
        </form>
      </Dialog>
    </>
  );
}
