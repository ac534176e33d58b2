"use client";

import { Check, Circle, X } from "lucide-react";
import { useState } from "react";
import { cn } from "@/lib/cn";
import { PasswordField } from "./password-field";
import { passwordRules, type RuleState, SHORTEST_ALONE } from "./password-rules";

type NewPasswordFieldProps = {
  label?: string;
  name?: string;
  shortest?: number;
  /** What the server said of the password that was sent. */
  refused: { password: string; refusal?: string } | null;
};

const MARKS = { open: Circle, met: Check, broken: X } as const;
const MARK_STYLES: Record<RuleState, string> = { open: "text-faint", met: "text-gain", broken: "text-loss" };
const SPOKEN: Record<RuleState, string> = { open: "", met: " (met)", broken: " (not met)" };

/** A new password, with its rules ticked off while it is typed. */
export function NewPasswordField({ label, name, shortest = SHORTEST_ALONE, refused }: NewPasswordFieldProps) {
  const [typed, setTyped] = useState("");
  const error = refused?.password === typed ? refused.refusal : undefined;
  return (
    <div>
      <PasswordField label={label} name={name} use="new" error={error} hint="A few words you will remember do well." onType={setTyped} />
      <ul aria-label="What the password has to be" className="mt-2 grid gap-1">
        {passwordRules(typed, shortest, refused).map(({ text, state }) => {
          const Mark = MARKS[state];
          return (
            <li key={text.split(":")[0]} className={cn("flex items-center gap-2 text-12", state === "broken" ? "text-loss" : "text-muted")}>
              <Mark aria-hidden className={cn("size-3.5 shrink-0", MARK_STYLES[state])} />
              <span>
                {text}
                <span className="sr-only">{SPOKEN[state]}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
