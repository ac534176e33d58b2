"use client";

import { useId, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import type { ImportProfile } from "@/api/types";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { ProblemNote } from "@/ui/form-problem";
import { SubmitButton } from "@/ui/submit-button";

type RenameProfileDialogProps = { profile: ImportProfile; onRenamed: () => void; onClose: () => void };

export function RenameProfileDialog({ profile, onRenamed, onClose }: RenameProfileDialogProps) {
  const formId = useId();
  const { pending, problem, run } = useCommand<Problem>();
  const errors = problemsByField(problem);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = textOf(new FormData(event.currentTarget), "name");
    const renamed = await run(() =>
      toDone(browserApi.PATCH("/v1/import-profiles/{id}", { params: { path: { id: profile.id } }, body: { name } })),
    );
    if (renamed) onRenamed();
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Rename the profile"
      footer={
        <SubmitButton form={formId} pending={pending} pendingText="Saving…">
          Save
        </SubmitButton>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="grid gap-4">
        <Field label="Name" error={errors.name}>
          {(control) => <Input {...control} name="name" required maxLength={60} autoComplete="off" defaultValue={profile.name} />}
        </Field>
        <ProblemNote problem={Object.keys(errors).length === 0 ? problem : null} />
      </form>
    </Dialog>
  );
}
