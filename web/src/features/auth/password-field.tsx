"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";

type PasswordFieldProps = { use: "new" | "current"; error?: string };

const SHORTEST = 15;

export function PasswordField({ use, error }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  const [length, setLength] = useState(0);
  const missing = SHORTEST - length;
  const hint =
    length === 0
      ? "15 characters or more. A few words you will remember do well."
      : missing > 0
        ? `${missing} more to go`
        : "Long enough";
  return (
    <Field label="Password" hint={use === "new" ? hint : undefined} error={error}>
      {(control) => (
        <div className="relative">
          <Input
            {...control}
            name="password"
            type={shown ? "text" : "password"}
            autoComplete={use === "new" ? "new-password" : "current-password"}
            minLength={use === "new" ? SHORTEST : undefined}
            maxLength={256}
            required
            onChange={(event) => setLength([...event.target.value].length)}
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
