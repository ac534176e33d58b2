"use client";

import { type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { FormProblem } from "@/ui/form-problem";
import { Select } from "@/ui/select";
import { PasswordField } from "./password-field";

const CURRENCIES = ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "JPY"];

export function SignUpForm({ locale }: { locale: string }) {
  const { pending, problem, run } = useCommand<Problem>();
  const errors = problemsByField(problem);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = form.get("password");
    const me = await run(() =>
      toLoaded(
        browserApi.POST("/v1/auth/sign-up", {
          body: {
            name: textOf(form, "name"),
            email: textOf(form, "email"),
            password: typeof password === "string" ? password : "",
            currency: textOf(form, "currency"),
            locale,
            time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          },
        }),
      ),
    );
    if (me) window.location.assign("/dashboard");
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-5">
      <Field label="Name" error={errors.name}>
        {(control) => <Input {...control} name="name" autoComplete="name" maxLength={100} required autoFocus className="h-11" />}
      </Field>
      <Field label="Email" error={errors.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" maxLength={254} required className="h-11" />}
      </Field>
      <PasswordField use="new" error={errors.password} />
      <Field label="Currency of your reports" hint="You can change it later, and hold any other beside it." error={errors.currency}>
        {(control) => (
          <Select {...control} name="currency" defaultValue="EUR">
            {CURRENCIES.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </Select>
        )}
      </Field>
      {problem && Object.keys(errors).length === 0 ? (
        <FormProblem title={problem.title} detail={problem.detail} traceId={problem.status >= 500 ? problem.traceId : undefined} />
      ) : null}
      <Button type="submit" tone="primary" size="large" disabled={pending}>
        {pending ? "Creating…" : "Create your coffer"}
      </Button>
    </form>
  );
}
