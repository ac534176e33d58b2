"use client";

import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import { kindOf, type Problem } from "@/api/problem";
import { useCommand } from "@/lib/use-command";
import { ProblemNote } from "@/ui/form-problem";
import { SubmitButton } from "@/ui/submit-button";

/** Sends the link that proves the address once more. */
export function ResendButton() {
  const { pending, problem, run } = useCommand<Problem>();
  const [sent, setSent] = useState(false);

  const resend = async () => {
    setSent(false);
    const done = await run(() => toDone(browserApi.POST("/v1/me/email/verification")));
    if (done) setSent(true);
  };

  return (
    <div className="grid justify-items-start gap-3">
      <SubmitButton type="button" tone="secondary" pending={pending} pendingText="Sending…" retryAt={problem?.retryAt} onClick={() => void resend()}>
        Send the mail again
      </SubmitButton>
      <p role="status" className="text-13 text-muted empty:hidden">
        {sent ? "Another mail is on its way." : ""}
      </p>
      <ProblemNote problem={problem && kindOf(problem) === "auth:email-verified" ? { ...problem, title: "This address is confirmed already", detail: "There is nothing more to do." } : problem} />
    </div>
  );
}
