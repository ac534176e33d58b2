"use client";

import { Fingerprint } from "lucide-react";
import { useState, type FormEvent } from "react";
import type { Loaded } from "@/api/loaded";
import { kindOf, type Problem } from "@/api/problem";
import type { OfferedProof, PasskeyAnswer, Proof } from "@/api/types";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { ProblemNote } from "@/ui/form-problem";
import { SubmitButton } from "@/ui/submit-button";
import { PasswordField } from "./password-field";

type ProofFormProps<T> = {
  /** Ways to prove it, the strongest first. */
  ways: Proof[];
  action: string;
  askForPasskey: () => Promise<Loaded<PasskeyAnswer>>;
  send: (proof: OfferedProof) => Promise<Loaded<T>>;
  onProved: (data: T) => void;
};

const WAY_NAMES: Record<Proof, string> = {
  passkey: "a passkey",
  totp: "a code from your app",
  recovery_code: "a recovery code",
  password: "your password",
};

/** One proof of who it is, by whichever way the person has at hand. */
export function ProofForm<T>({ ways, action, askForPasskey, send, onProved }: ProofFormProps<T>) {
  const [way, setWay] = useState<Proof>(ways[0] ?? "password");
  const { pending, problem, run } = useCommand<Problem>();

  const prove = async (proof: OfferedProof) => {
    const proved = await run(() => send(proof));
    if (proved !== null) onProved(proved);
  };

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const password = form.get("password");
    if (way === "totp") await prove({ totp: textOf(form, "totp").replace(/\s/g, "") });
    else if (way === "recovery_code") await prove({ recovery_code: textOf(form, "recovery_code") });
    else if (way === "password") await prove({ password: typeof password === "string" ? password : "" });
    else {
      const answer = await run(askForPasskey);
      if (answer) await prove({ passkey: answer });
    }
  };

  const others = ways.filter((each) => each !== way);
  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-5">
      <WayField key={way} way={way} />
      <ProblemNote problem={problem && plainly(problem, way)} />
      <SubmitButton size="large" pending={pending} pendingText="One moment…" retryAt={problem?.retryAt}>
        {way === "passkey" ? <Fingerprint aria-hidden /> : null}
        {way === "passkey" ? "Use a passkey" : action}
      </SubmitButton>
      {others.length > 0 ? (
        <div className="-mt-1 grid justify-items-start">
          {others.map((other) => (
            <Button key={other} tone="quiet" size="small" className="-ml-3" disabled={pending} onClick={() => setWay(other)}>
              Use {WAY_NAMES[other]} instead
            </Button>
          ))}
        </div>
      ) : null}
    </form>
  );
}

function WayField({ way }: { way: Proof }) {
  if (way === "password") return <PasswordField use="current" autoFocus />;
  if (way === "totp") {
    return (
      <Field label="Code from your app" hint="Six digits, new every half minute.">
        {(control) => (
          <Input {...control} name="totp" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9 ]{6,8}" maxLength={8} required autoFocus className="tabular h-11 tracking-[0.2em]" />
        )}
      </Field>
    );
  }
  if (way === "recovery_code") {
    return (
      <Field label="Recovery code" hint="Each code is good for one use. Capitals and hyphens do not matter.">
        {(control) => (
          <Input {...control} name="recovery_code" autoComplete="off" autoCapitalize="characters" spellCheck={false} minLength={24} maxLength={64} required autoFocus className="h-11" />
        )}
      </Field>
    );
  }
  return <p className="text-13 text-muted">Your device asks for your fingerprint, face or PIN, or for your security key.</p>;
}

const WRONG: Record<Proof, [title: string, detail: string]> = {
  password: ["This is not your password", "Check it and try again."],
  totp: ["This code is not right, or was used before", "Wait for the next one, and check the clock of the device that shows it."],
  recovery_code: ["This recovery code is not right, or was used before", "Try another of your codes."],
  passkey: ["This passkey was not accepted", "Use another one, or another way."],
};

function plainly(problem: Problem, way: Proof): Problem {
  if (kindOf(problem) !== "auth:wrong-proof") return problem;
  const [title, detail] = WRONG[way];
  return { ...problem, title, detail };
}
