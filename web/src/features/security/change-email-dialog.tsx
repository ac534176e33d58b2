"use client";

import { useId, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { ProblemNote } from "@/ui/form-problem";
import { SubmitButton } from "@/ui/submit-button";

export function ChangeEmailDialog({ onChanged, onClose }: { onChanged: () => void; onClose: () => void }) {
  const formId = useId();
  const { pending, problem, run } = useCommand<Problem>();
  const errors = problemsByField(problem);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = textOf(new FormData(event.currentTarget), "email");
    const begun = await run(() => toLoaded(browserApi.POST("/v1/me/email/change", { body: { email } })));
    if (begun) onChanged();
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Change your e-mail address"
      description="Both addresses get a link. The new one holds when both have confirmed."
      footer={
        <SubmitButton form={formId} pending={pending} pendingText="Sending…" retryAt={problem?.retryAt}>
          Send the links
        </SubmitButton>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="grid gap-4">
        <Field label="New address" error={errors.email}>
          {(control) => <Input {...control} name="email" type="email" autoComplete="email" maxLength={254} required />}
        </Field>
        <ProblemNote problem={Object.keys(errors).length === 0 ? problem : null} />
      </form>
    </Dialog>
  );
}
