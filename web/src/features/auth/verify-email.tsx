"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { browserApi } from "@/api/browser";
import { type Loaded, toDone } from "@/api/loaded";
import { kindOf } from "@/api/problem";
import { Button } from "@/ui/button";
import { ProblemNote } from "@/ui/form-problem";
import { Skeleton } from "@/ui/skeleton";
import { LinkOutcome } from "./link-outcome";
import { useLinkToken } from "./use-link-token";

const opened = new Map<string, Promise<Loaded<true>>>();

/** A link is good once, so it is opened once, however often the page is drawn. */
function openOnce(token: string): Promise<Loaded<true>> {
  const before = opened.get(token);
  if (before) return before;
  const opening = toDone(browserApi.POST("/v1/auth/email/verify", { body: { token } }));
  opened.set(token, opening);
  return opening;
}

export function VerifyEmail() {
  const token = useLinkToken();
  const [outcome, setOutcome] = useState<Loaded<true> | null>(null);

  useEffect(() => {
    if (!token) return;
    let gone = false;
    void openOnce(token).then((settled) => {
      if (!gone) setOutcome(settled);
    });
    return () => {
      gone = true;
    };
  }, [token]);

  if (token === "") {
    return (
      <LinkOutcome good={false} title="This is not the whole link">
        Open the link in the mail once more, or copy all of it.
      </LinkOutcome>
    );
  }
  if (!outcome) return <Skeleton className="h-24" />;
  if (outcome.ok) {
    return (
      <LinkOutcome
        good
        title="Your address is confirmed"
        actions={
          <Button asChild tone="primary" size="large">
            <Link href="/dashboard">Go to your coffer</Link>
          </Button>
        }
      >
        You can close the page you came from.
      </LinkOutcome>
    );
  }
  if (kindOf(outcome.problem) !== "auth:link-not-good") return <ProblemNote problem={outcome.problem} />;
  return (
    <LinkOutcome
      good={false}
      title="This link is not good any more"
      actions={
        <Button asChild>
          <Link href="/settings/account">Send another</Link>
        </Button>
      }
    >
      It was used already, or is older than a day.
    </LinkOutcome>
  );
}
