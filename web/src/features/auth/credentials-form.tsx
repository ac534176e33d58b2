"use client";

import { Fingerprint } from "lucide-react";
import Link from "next/link";
import { useState, type FormEvent } from "react";
import type { Loaded } from "@/api/loaded";
import { kindOf, type Problem, problemsByField } from "@/api/problem";
import type { Me, PendingSignIn } from "@/api/types";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { ProblemNote } from "@/ui/form-problem";
import { SubmitButton } from "@/ui/submit-button";
import { isPending, signIn, signInWithPasskey } from "./commands";
import { PasswordField } from "./password-field";
import { useOfferedPasskey } from "./use-offered-passkey";

type CredentialsFormProps = {
  email?: string;
  /** Why an earlier try ended. */
  earlier: Problem | null;
  onSignedIn: (me: Me) => void;
  onPending: (pending: PendingSignIn) => void;
};

export function CredentialsForm({ email, earlier, onSignedIn, onPending }: CredentialsFormProps) {
  const { pending, problem, run } = useCommand<Problem>();
  const [tried, setTried] = useState(false);
  const errors = problemsByField(problem);

  const enter = async (entering: () => Promise<Loaded<Me>>) => {
    setTried(true);
    const me = await run(entering);
    if (me) onSignedIn(me);
  };
  const endOffer = useOfferedPasskey((entered) => void enter(() => Promise.resolve(entered)));

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const form = new FormData(event.currentTarget);
    const password = form.get("password");
    const signedIn = await run(() => signIn(textOf(form, "email"), typeof password === "string" ? password : ""));
    if (!signedIn) return;
    if (isPending(signedIn)) onPending(signedIn);
    else onSignedIn(signedIn);
  };

  const passkey = () => {
    endOffer();
    void enter(signInWithPasskey);
  };

  return (
    <div className="grid gap-5">
      <form onSubmit={(event) => void submit(event)} className="grid gap-5">
        <Field label="Email" error={errors.email}>
          {(control) => (
            <Input
              {...control}
              name="email"
              type="email"
              autoComplete="username webauthn"
              required
              autoFocus={!email}
              readOnly={email !== undefined}
              defaultValue={email}
              className="h-11 read-only:bg-raised"
            />
          )}
        </Field>
        <div className="grid gap-2">
          <PasswordField use="current" error={errors.password} autoFocus={email !== undefined} />
          <Link href="/forgot-password" className="justify-self-start text-13 text-muted underline-offset-4 hover:text-text hover:underline">
            Forgot your password?
          </Link>
        </div>
        <ProblemNote problem={tried ? problem && plainly(problem) : earlier} />
        <SubmitButton size="large" pending={pending} pendingText="Signing in…" retryAt={problem?.retryAt}>
          Sign in
        </SubmitButton>
      </form>
      <div className="flex items-center gap-3 text-12 text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">or</div>
      <Button size="large" disabled={pending} onClick={passkey}>
        <Fingerprint aria-hidden />
        Sign in with a passkey
      </Button>
    </div>
  );
}

function plainly(problem: Problem): Problem {
  const kind = kindOf(problem);
  if (kind === "auth:wrong-proof") return { ...problem, title: "This passkey was not accepted", detail: "Use another one, or sign in with your password." };
  if (problem.status === 401) return { ...problem, title: "Email or password is not right", detail: "Check both and try again." };
  if (problem.status === 429) return { ...problem, title: "Too many attempts", detail: "Wait a little, or reset the password if you do not know it." };
  return problem;
}
