"use client";

import { type FormEvent, useId } from "react";
import type { Loaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { ProblemNote } from "@/ui/form-problem";
import { SubmitButton } from "@/ui/submit-button";

type RenameDialogProps = {
  title: string;
  name: string;
  maxLength: number;
  rename: (name: string) => Promise<Loaded<true>>;
  onDone: () => void;
  onClose: () => void;
};

export function RenameDialog({ title, name, maxLength, rename, onDone, onClose }: RenameDialogProps) {
  const formId = useId();
  const { pending, problem, run } = useCommand<Problem>();
  const errors = problemsByField(problem);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = textOf(new FormData(event.currentTarget), "name");
    const renamed = await run(() => rename(wanted));
    if (renamed) onDone();
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      footer={
        <SubmitButton form={formId} pending={pending} pendingText="Saving…">
          Save
        </SubmitButton>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="grid gap-4">
        <Field label="Name" error={errors.name}>
          {(control) => <Input {...control} name="name" required maxLength={maxLength} autoComplete="off" defaultValue={name} />}
        </Field>
        <ProblemNote problem={Object.keys(errors).length === 0 ? problem : null} />
      </form>
    </Dialog>
  );
}
