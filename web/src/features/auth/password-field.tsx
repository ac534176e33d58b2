"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState, type ReactNode } from "react";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";

type PasswordFieldProps = {
  label?: string;
  name?: string;
  use: "new" | "current";
  hint?: ReactNode;
  error?: string;
  autoFocus?: boolean;
  onType?: (password: string) => void;
};

export function PasswordField({ label = "Password", name = "password", use, hint, error, autoFocus, onType }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            name={name}
            type={shown ? "text" : "password"}
            autoComplete={use === "new" ? "new-password" : "current-password"}
            autoCapitalize="none"
            spellCheck={false}
            maxLength={256}
            required
            autoFocus={autoFocus}
            onChange={onType ? (event) => onType(event.target.value) : undefined}
            className="h-11 pr-11"
          />
          <Button
            tone="quiet"
            size="icon"
            aria-label={shown ? "Hide the password" : "Show the password"}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="absolute top-1/2 right-1 -translate-y-1/2"
          >
            {shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
          </Button>
        </div>
      )}
    </Field>
  );
}
