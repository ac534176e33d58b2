"use client";

import { useRouter } from "next/navigation";
import { useId, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import type { Import, ImportRow, ImportRowValues } from "@/api/types";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { FormProblem } from "@/ui/form-problem";
import { FIELD_LABELS, KIND_FIELDS, NUMERIC_FIELDS } from "./labels";

type MendDialogProps = { file: Import; row: ImportRow; onClose: () => void };

export function MendDialog({ file, row, onClose }: MendDialogProps) {
  const router = useRouter();
  const formId = useId();
  const { pending, problem, run } = useCommand<Problem>();
  const mapped = new Set(file.columns.map((column) => column.field));
  const fields = KIND_FIELDS[file.kind].filter((field) => mapped.has(field) || row.values[field] !== undefined);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const values: ImportRowValues = {};
    for (const field of fields) {
      const typed = form.get(field);
      if (typeof typed === "string" && typed !== (row.values[field] ?? "")) values[field] = typed;
    }
    if (Object.keys(values).length === 0) {
      onClose();
      return;
    }
    const mended = await run(() =>
      toLoaded(browserApi.PATCH("/v1/imports/{id}/rows/{row}", { params: { path: { id: file.id, row: row.row } }, body: { values } })),
    );
    if (!mended) return;
    onClose();
    router.refresh();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      shape="sheet"
      title={`Line ${row.line}`}
      description="The file itself stays as it is; the row is read with what you write here."
      footer={
        <>
          <Button tone="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" form={formId} tone="primary" disabled={pending}>
            {pending ? "Reading…" : "Read the row again"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="grid grid-cols-2 gap-4 pb-2">
        {fields.map((field) => (
          <Field
            key={field}
            label={FIELD_LABELS[field]}
            error={row.errors.find((error) => error.field === field)?.detail}
            className={field === "note" || field === "name" ? "col-span-2" : undefined}
          >
            {(control) => (
              <Input
                {...control}
                name={field}
                autoComplete="off"
                defaultValue={row.values[field] ?? ""}
                className={NUMERIC_FIELDS.has(field) ? "tabular text-right" : undefined}
              />
            )}
          </Field>
        ))}
        {problem ? (
          <div className="col-span-2">
            <FormProblem title={problem.title} detail={problem.detail ?? problem.errors[0]?.detail} traceId={problem.traceId} />
          </div>
        ) : null}
      </form>
    </Dialog>
  );
}
