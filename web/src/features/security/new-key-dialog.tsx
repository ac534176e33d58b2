"use client";

import { useId, useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import { kindOf, type Problem, problemsByField } from "@/api/problem";
import type { CreatedApiKey, Scope } from "@/api/types";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { FormProblem, ProblemNote } from "@/ui/form-problem";
import { Select } from "@/ui/select";
import { SubmitButton } from "@/ui/submit-button";
import { SCOPE_GROUPS } from "./labels";

type NewKeyDialogProps = { onMade: (key: CreatedApiKey) => void; onClose: () => void };

const DAY_MS = 86_400_000;
const LIFETIMES: [days: number, label: string][] = [
  [7, "7 days"],
  [30, "30 days"],
  [90, "90 days"],
  [365, "One year"],
];

export function NewKeyDialog({ onMade, onClose }: NewKeyDialogProps) {
  const formId = useId();
  const { pending, problem, run } = useCommand<Problem>();
  const [scopes, setScopes] = useState<Scope[]>(["view_finances"]);
  const errors = problemsByField(problem);

  const toggle = (scope: Scope) =>
    setScopes((before) => (before.includes(scope) ? before.filter((each) => each !== scope) : [...before, scope]));

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const expires = new Date(Date.now() + Number(textOf(form, "days")) * DAY_MS).toISOString();
    const created = await run(() =>
      toLoaded(browserApi.POST("/v1/me/api-keys", { body: { name: textOf(form, "name"), scopes, expires_at: expires } })),
    );
    if (created) onMade(created);
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Make an API key"
      description="It can do at most what you can do yourself."
      footer={
        <SubmitButton form={formId} pending={pending} pendingText="Making…" retryAt={problem?.retryAt} disabled={scopes.length === 0}>
          Make the key
        </SubmitButton>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="grid gap-5">
        <Field label="Name" hint="What it is for." error={errors.name}>
          {(control) => <Input {...control} name="name" required maxLength={100} autoComplete="off" placeholder="Spreadsheet" />}
        </Field>
        <Field label="Good for" error={errors.expires_at}>
          {(control) => (
            <Select {...control} name="days" defaultValue="90">
              {LIFETIMES.map(([days, label]) => (
                <option key={days} value={days}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {SCOPE_GROUPS.map((group) => (
          <fieldset key={group.title} className="grid gap-1">
            <legend className="mb-1 text-13 font-medium">{group.title}</legend>
            {group.scopes.map(({ scope, label }) => (
              <label key={scope} className="target flex items-center gap-2.5 text-13">
                <input type="checkbox" checked={scopes.includes(scope)} onChange={() => toggle(scope)} className="size-4 accent-accent" />
                {label}
              </label>
            ))}
          </fieldset>
        ))}
        {errors.scopes ? <p className="text-12 text-loss">{errors.scopes}</p> : null}
        {problem && kindOf(problem) === "auth:email-not-verified" ? (
          <FormProblem title="Confirm your e-mail address first" detail="Open the link in the mail that we sent you. Settings, Account sends another." />
        ) : (
          <ProblemNote problem={Object.keys(errors).length === 0 ? problem : null} />
        )}
      </form>
    </Dialog>
  );
}
