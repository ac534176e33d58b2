"use client";

import type { Me } from "@/api/types";
import { Dialog } from "@/ui/dialog";
import { SignInSteps } from "./sign-in-steps";

type SessionDialogProps = { person: string; email: string; onSettled: (signedIn: boolean) => void };

export function SessionDialog({ person, email, onSettled }: SessionDialogProps) {
  const signedIn = (me: Me) => {
    // Somebody else's page is not theirs to go on with.
    if (me.id !== person) window.location.assign("/dashboard");
    else onSettled(true);
  };
  return (
    <Dialog
      open
      onOpenChange={() => onSettled(false)}
      title="Your session has ended"
      description="Sign in and go on where you were. Nothing that you typed is lost."
    >
      <div className="pt-1">
        <SignInSteps email={email} onSignedIn={signedIn} />
      </div>
    </Dialog>
  );
}
