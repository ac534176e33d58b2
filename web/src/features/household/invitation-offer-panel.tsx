"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import { browserApi } from "@/api/browser";
import { type Loaded, toDone, toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import type { InvitationOffer } from "@/api/types";
import { COOKIES, writeCookie } from "@/lib/cookies";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Day } from "@/ui/day";
import { FormProblem, ProblemNote } from "@/ui/form-problem";
import { Skeleton } from "@/ui/skeleton";
import { forgetInvitationToken, takeInvitationToken } from "./invitation-token";
import { roleLabel, roleMay } from "./roles";

type Person = { name: string; email: string };

type State = { kind: "reading" } | { kind: "no-token" } | { kind: "signed-out" } | { kind: "read"; token: string; offer: Loaded<InvitationOffer> };

export function InvitationOfferPanel({ person }: { person: Person | null }) {
  const [state, setState] = useState<State>({ kind: "reading" });
  const signedIn = person !== null;

  useEffect(() => {
    let gone = false;
    const read = async () => {
      const token = takeInvitationToken();
      if (!token) return setState({ kind: "no-token" });
      if (!signedIn) return setState({ kind: "signed-out" });
      const offer = await toLoaded(
        browserApi.GET("/v1/invitations/offer", { params: { header: { "Coffer-Invitation": token } } }),
      );
      if (!gone) setState({ kind: "read", token, offer });
    };
    void read();
    return () => {
      gone = true;
    };
  }, [signedIn]);

  if (state.kind === "reading") return <Skeleton className="h-40 w-full" />;
  if (state.kind === "no-token") return <NotOpen detail="The address is not complete. Open the link in the mail again." />;
  if (state.kind === "signed-out") return <SignInFirst />;
  if (!state.offer.ok) return <Refused problem={state.offer.problem} person={person} />;
  return <Offer offer={state.offer.data} token={state.token} person={person} />;
}

function SignInFirst() {
  return (
    <div className="grid gap-3">
      <p className="mb-2 text-14 text-muted">Sign in, or sign up, with the address that the mail was sent to. You come back here and see what is offered.</p>
      <Button asChild tone="primary" size="large">
        <Link href="/sign-up?next=%2Finvitation">I am new to Coffer</Link>
      </Button>
      <Button asChild size="large">
        <Link href="/sign-in?next=%2Finvitation">I have an account</Link>
      </Button>
    </div>
  );
}

type OfferProps = { offer: InvitationOffer; token: string; person: Person | null };

function Offer({ offer, token, person }: OfferProps) {
  const { pending, problem, run } = useCommand<Problem>();

  const accept = async () => {
    const joined = await run(() => toLoaded(browserApi.POST("/v1/invitations/accept", { body: { token } })));
    if (!joined) return;
    forgetInvitationToken();
    writeCookie(COOKIES.household, joined.household);
    // A full load: the page of another household may still be in memory.
    window.location.assign("/dashboard");
  };

  return (
    <div className="grid gap-5">
      <div className="rounded-panel border p-4">
        <p className="text-13 text-muted">{offer.inviter_name} shares with you</p>
        <p className="mt-0.5 text-20 font-medium tracking-[-0.01em]">{offer.household_name}</p>
        <dl className="mt-4 grid grid-cols-[5rem_1fr] gap-y-2 border-t pt-3 text-13">
          <dt className="text-muted">As</dt>
          <dd>
            <span className="font-medium">{roleLabel(offer.role)}</span>
            <span className="block text-muted">{roleMay(offer.role)}</span>
          </dd>
          <dt className="text-muted">Of</dt>
          <dd>{offer.sight === "whole" ? "the whole household" : `what ${offer.inviter_name} has chosen for you`}</dd>
          <dt className="text-muted">Until</dt>
          <dd>
            <Day date={offer.expires_at.slice(0, 10)} />
          </dd>
        </dl>
      </div>
      <ProblemNote problem={problem} />
      <Button tone="primary" size="large" disabled={pending} onClick={() => void accept()}>
        {pending ? "Joining…" : `Join ${offer.household_name}`}
      </Button>
      <Button asChild tone="quiet" size="large">
        <Link href="/dashboard" onClick={forgetInvitationToken}>
          Not now
        </Link>
      </Button>
      <p className="text-12 text-muted">
        You join as {person?.email}. Nothing of your own household is shown to them.
      </p>
    </div>
  );
}

function Refused({ problem, person }: { problem: Problem; person: Person | null }) {
  const signOut = async () => {
    await toDone(browserApi.POST("/v1/auth/sign-out"));
    window.location.assign("/sign-in?next=%2Finvitation");
  };
  if (problem.status === 403) {
    return (
      <div className="grid gap-4">
        <FormProblem title="This invitation was sent to another address" detail={`You are signed in as ${person?.email ?? "somebody else"}. Sign in with the address that the mail was sent to.`} />
        <Button tone="primary" size="large" onClick={() => void signOut()}>
          Sign in with another address
        </Button>
      </div>
    );
  }
  if (problem.status === 404 || problem.status === 422) {
    return <NotOpen detail="It was used, withdrawn, or is older than a week. Ask for another one." />;
  }
  return <FormProblem title={problem.title} detail={problem.detail} traceId={problem.traceId} />;
}

function NotOpen({ detail }: { detail: string }) {
  return (
    <div className="grid gap-4">
      <FormProblem title="This invitation is not open" detail={detail} />
      <Button asChild size="large">
        <Link href="/dashboard" onClick={forgetInvitationToken}>
          To the dashboard
        </Link>
      </Button>
    </div>
  );
}
