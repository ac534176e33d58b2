"use client";

import Link from "next/link";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import { kindOf, type Problem } from "@/api/problem";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { ProblemNote } from "@/ui/form-problem";
import { SubmitButton } from "@/ui/submit-button";
import { useState } from "react";
import { LinkOutcome } from "./link-outcome";
import { useLinkToken } from "./use-link-token";

/** The link that both addresses get when one is to take the other's place. */
export function ConfirmEmail() {
  const token = useLinkToken();
  const { pending, problem, run } = useCommand<Problem>();
  const [changed, setChanged] = useState<boolean | null>(null);

  const confirm = async (text: string) => {
    const agreed = await run(() => toLoaded(browserApi.POST("/v1/auth/email/confirm", { body: { token: text } })));
    if (agreed) setChanged(agreed.changed);
  };

  if (token === "") {
    return (
      <LinkOutcome good={false} title="This is not the whole link">
        Open the link in the mail once more, or copy all of it.
      </LinkOutcome>
    );
  }
  if (changed !== null) {
    return (
      <LinkOutcome
        good
        title={changed ? "Your account goes by the new address now" : "One of two: this address has confirmed"}
        actions={
          <Button asChild tone="primary" size="large">
            <Link href="/settings/account">Go to your account</Link>
          </Button>
        }
      >
        {changed ? "Use it when you sign in." : "Open the link in the mail to the other address too. Until then the old one stays."}
      </LinkOutcome>
    );
  }
  if (problem && kindOf(problem) === "auth:link-not-good") {
    return (
      <LinkOutcome good={false} title="This link is not good any more">
        It was used already, is older than a day, or the change was called off. Your address is what it was.
      </LinkOutcome>
    );
  }
  return (
    <div className="grid gap-5">
      <ProblemNote problem={problem} />
      <SubmitButton type="button" size="large" pending={pending || token === undefined} pendingText="One moment…" retryAt={problem?.retryAt} onClick={() => void confirm(token ?? "")}>
        Confirm the change
      </SubmitButton>
    </div>
  );
}
