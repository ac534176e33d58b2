"use client";

import Link from "next/link";
import { useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import { kindOf, type Problem, problemsByField } from "@/api/problem";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { ProblemNote } from "@/ui/form-problem";
import { SubmitButton } from "@/ui/submit-button";
import { LinkOutcome } from "./link-outcome";
import { NewPasswordField } from "./new-password-field";
import { useLinkToken } from "./use-link-token";

export function ResetForm() {
  const token = useLinkToken();
  const { pending, problem, run } = useCommand<Problem>();
  const [sent, setSent] = useState("");
  const [changed, setChanged] = useState(false);
  const errors = problemsByField(problem);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get("password");
    const password = typeof typed === "string" ? typed : "";
    setSent(password);
    const done = await run(() => toDone(browserApi.POST("/v1/auth/password/reset", { body: { token: token ?? "", password } })));
    if (done) setChanged(true);
  };

  if (changed) {
    return (
      <LinkOutcome
        good
        title="Your password is changed"
        actions={
          <Button asChild tone="primary" size="large">
            <Link href="/sign-in">Sign in</Link>
          </Button>
        }
      >
        All devices are signed out.
      </LinkOutcome>
    );
  }
  if (token === "" || (problem && kindOf(problem) === "auth:link-not-good")) {
    return (
      <LinkOutcome
        good={false}
        title={token === "" ? "This is not the whole link" : "This link is not good any more"}
        actions={
          <Button asChild>
            <Link href="/forgot-password">Ask for another</Link>
          </Button>
        }
      >
        {token === "" ? "Open the link in the mail once more, or copy all of it." : "It was used already, or is older than an hour. Your password is what it was."}
      </LinkOutcome>
    );
  }
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-5">
      <NewPasswordField label="New password" refused={problem ? { password: sent, refusal: errors.password } : null} />
      <ProblemNote problem={Object.keys(errors).length === 0 ? problem : null} />
      <SubmitButton size="large" pending={pending} pendingText="Changing…" retryAt={problem?.retryAt}>
        Change the password
      </SubmitButton>
    </form>
  );
}
