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
import { PasswordField } from "./password-field";

export function SignInForm({ next }: { next: string }) {
  const { pending, problem, run } = useCommand<Problem>();
  const errors = problemsByField(problem);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = form.get("password");
    const me = await run(() =>
      toLoaded(
        browserApi.POST("/v1/auth/sign-in", {
          body: { email: textOf(form, "email"), password: typeof password === "string" ? password : "" },
        }),
      ),
    );
    if (me) window.location.assign(next);
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-5">
      <Field label="Email" error={errors.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" required autoFocus className="h-11" />}
      </Field>
      <PasswordField use="current" error={errors.password} />
      {problem ? (
        <FormProblem
          title={problem.status === 401 ? "Email or password is not right" : problem.title}
          detail={problem.status === 401 ? "Check both and try again." : problem.detail}
          traceId={problem.status >= 500 ? problem.traceId : undefined}
        />
      ) : null}
      <Button type="submit" tone="primary" size="large" disabled={pending}>
        {pending ? "Signing in…" : "Sign in"}
      </Button>
    </form>
  );
}
