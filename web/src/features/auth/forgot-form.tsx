"use client";

import { MailCheck } from "lucide-react";
import { useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { ProblemNote } from "@/ui/form-problem";
import { SubmitButton } from "@/ui/submit-button";

export function ForgotForm() {
  const { pending, problem, run } = useCommand<Problem>();
  const [asked, setAsked] = useState<string | null>(null);
  const errors = problemsByField(problem);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = textOf(new FormData(event.currentTarget), "email");
    const noted = await run(() => toDone(browserApi.POST("/v1/auth/password/forgot", { body: { email } })));
    if (noted) setAsked(email);
  };

  if (asked) {
    return (
      <div role="status" className="grid gap-5">
        <div className="flex gap-3">
          <MailCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-accent" />
          <div className="min-w-0">
            <p className="text-16 font-medium">Look into your mail</p>
            <p className="mt-1 text-14 text-muted">
              If <span className="font-medium break-all text-text">{asked}</span> has an account here, a link is on its way. It is good for one hour.
            </p>
          </div>
        </div>
        <Button className="justify-self-start" onClick={() => setAsked(null)}>
          Use another address
        </Button>
      </div>
    );
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-5">
      <Field label="Email" error={errors.email}>
        {(control) => <Input {...control} name="email" type="email" autoComplete="username" maxLength={254} required autoFocus className="h-11" />}
      </Field>
      <ProblemNote problem={Object.keys(errors).length === 0 ? problem : null} />
      <SubmitButton size="large" pending={pending} pendingText="One moment…" retryAt={problem?.retryAt}>
        Send me a link
      </SubmitButton>
    </form>
  );
}
