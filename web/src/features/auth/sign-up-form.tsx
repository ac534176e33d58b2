"use client";

import { useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import { kindOf, type Problem, problemsByField } from "@/api/problem";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Field, Input } from "@/ui/field";
import { FormProblem, ProblemNote } from "@/ui/form-problem";
import { Select } from "@/ui/select";
import { SubmitButton } from "@/ui/submit-button";
import { AuthLink } from "./auth-frame";
import { NewPasswordField } from "./new-password-field";

const CURRENCIES = ["EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "CAD", "AUD", "JPY"];

type SignUpFormProps = { locale: string; next: string };

export function SignUpForm({ locale, next }: SignUpFormProps) {
  const { pending, problem, run } = useCommand<Problem>();
  const [sent, setSent] = useState("");
  const errors = problemsByField(problem);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = form.get("password");
    const password = typeof typed === "string" ? typed : "";
    setSent(password);
    const me = await run(() =>
      toLoaded(
        browserApi.POST("/v1/auth/sign-up", {
          body: {
            name: textOf(form, "name"),
            email: textOf(form, "email"),
            password,
            currency: textOf(form, "currency"),
            locale,
            time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
          },
        }),
      ),
    );
    if (me) window.location.assign(next);
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-5">
      <Field label="Name" error={errors.name}>
        {(control) => <Input {...control} name="name" autoComplete="name" maxLength={100} required autoFocus className="h-11" />}
      </Field>
      <Field label="Email" error={errors.email}>
        {(control) => (
          <Input {...control} name="email" type="email" autoComplete="username" maxLength={254} required className="h-11" />
        )}
      </Field>
      <NewPasswordField refused={problem ? { password: sent, refusal: errors.password } : null} />
      <Field label="Currency of your reports" hint="You can change it later, and hold any other beside it." error={errors.currency}>
        {(control) => (
          <Select {...control} name="currency" defaultValue="EUR">
            {CURRENCIES.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </Select>
        )}
      </Field>
      <SignUpProblem problem={Object.keys(errors).length === 0 ? problem : null} />
      <SubmitButton size="large" pending={pending} pendingText="Creating…" retryAt={problem?.retryAt}>
        Create your coffer
      </SubmitButton>
    </form>
  );
}

function SignUpProblem({ problem }: { problem: Problem | null }) {
  if (!problem || kindOf(problem) !== "auth:email-taken") return <ProblemNote problem={problem} />;
  return (
    <FormProblem
      title="This address has a coffer already"
      detail={
        <>
          <AuthLink href="/sign-in">Sign in</AuthLink>, or <AuthLink href="/forgot-password">choose another password</AuthLink> if you forgot it.
        </>
      }
    />
  );
}
