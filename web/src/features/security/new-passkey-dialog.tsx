"use client";

import { useId, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { type Loaded, toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import { makePasskey } from "@/features/auth/public";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { ProblemNote } from "@/ui/form-problem";
import { SubmitButton } from "@/ui/submit-button";

type NewPasskeyDialogProps = { onAdded: (recoveryCodes: string[]) => void; onClose: () => void };

export function NewPasskeyDialog({ onAdded, onClose }: NewPasskeyDialogProps) {
  const formId = useId();
  const { pending, problem, run } = useCommand<Problem>();
  const errors = problemsByField(problem);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = textOf(new FormData(event.currentTarget), "name");
    const added = await run(() => addPasskey(name));
    if (added) onAdded(added.recovery_codes);
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Add a passkey"
      description="Your device asks where to keep it: on itself, in your password manager, or on a security key."
      footer={
        <SubmitButton form={formId} pending={pending} pendingText="Waiting for your device…">
          Add
        </SubmitButton>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="grid gap-4">
        <Field label="Name" hint="So that you know it again." error={errors.name}>
          {(control) => <Input {...control} name="name" required maxLength={100} autoComplete="off" placeholder="Laptop" />}
        </Field>
        <ProblemNote problem={Object.keys(errors).length === 0 ? problem : null} />
      </form>
    </Dialog>
  );
}

async function addPasskey(name: string): Promise<Loaded<{ recovery_codes: string[] }>> {
  const options = await toLoaded(browserApi.POST("/v1/me/mfa/passkeys/options"));
  if (!options.ok) return options;
  const made = await makePasskey(options.data);
  if (!made.ok) return made;
  return toLoaded(browserApi.POST("/v1/me/mfa/passkeys", { body: { name, ...made.data } }));
}
