"use client";

import { useState } from "react";
import { kindOf, type Problem } from "@/api/problem";
import type { Me, OfferedProof, PendingSignIn } from "@/api/types";
import { Button } from "@/ui/button";
import { finishSignIn, passkeyForSecondStep } from "./commands";
import { CredentialsForm } from "./credentials-form";
import { ProofForm } from "./proof-form";

type SignInStepsProps = {
  /** Whose session has ended, where that is known: nobody else can go on with their page. */
  email?: string;
  onSignedIn: (me: Me) => void;
};

/** E-mail and password or a passkey; then the second factor where there is one. */
export function SignInSteps({ email, onSignedIn }: SignInStepsProps) {
  const [pending, setPending] = useState<PendingSignIn | null>(null);
  const [expired, setExpired] = useState<Problem | null>(null);

  if (!pending) return <CredentialsForm email={email} earlier={expired} onSignedIn={onSignedIn} onPending={setPending} />;

  const startAgain = (why: Problem | null) => {
    setExpired(why);
    setPending(null);
  };
  const send = async (proof: OfferedProof) => {
    const sent = await finishSignIn(pending.token, proof);
    if (!sent.ok && kindOf(sent.problem) === "auth:sign-in-expired") startAgain(sent.problem);
    return sent;
  };
  return (
    <section aria-label="Second step" className="grid gap-4">
      <p className="text-14">The password is right. Now show that it is you.</p>
      <ProofForm ways={pending.ways} action="Sign in" askForPasskey={passkeyForSecondStep(pending.token)} send={send} onProved={onSignedIn} />
      <Button tone="quiet" size="small" className="-ml-3 justify-self-start" onClick={() => startAgain(null)}>
        Start again
      </Button>
    </section>
  );
}
