"use client";

import { SignInSteps } from "./sign-in-steps";

export function SignInForm({ next }: { next: string }) {
  // A full load, so that nothing of another session stays in memory.
  return <SignInSteps onSignedIn={() => window.location.assign(next)} />;
}
