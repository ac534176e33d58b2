"use client";

import { useRouter } from "next/navigation";
import type { FormEvent } from "react";
import { sendFix } from "@/api/fix";
import type { Problem } from "@/api/problem";
import type { HealthFix } from "@/api/types";
import { plainDecimal, textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { ProblemNote } from "@/ui/form-problem";
import { fieldLabel, fieldType, withValue } from "./fix-body";

type FixFormProps = { fix: HealthFix; what: string };

const VERBS: Record<HealthFix["method"], string> = { POST: "Add it", PATCH: "Correct it", DELETE: "Remove it" };

/** What mends it: a button where all is known, a form for what the household alone knows. */
export function FixForm({ fix, what }: FixFormProps) {
  const router = useRouter();
  const { pending, problem, run } = useCommand<Problem>();

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const body = fix.fields.reduce<unknown>((made, pointer) => {
      const typed = textOf(form, pointer);
      return withValue(made, pointer, fieldType(pointer) === "date" ? typed : plainDecimal(typed));
    }, fix.body);
    if (await run(() => sendFix(fix, body))) router.refresh();
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-2">
      <div className="flex flex-wrap items-end gap-2">
        {fix.fields.map((pointer) => (
          <Field key={pointer} label={fieldLabel(pointer)} className="w-32">
            {(control) => (
              <Input {...control} name={pointer} type={fieldType(pointer)} required autoComplete="off" inputMode={fieldType(pointer) === "text" ? "decimal" : undefined} className="h-8" />
            )}
          </Field>
        ))}
        <Button type="submit" size="small" disabled={pending} aria-label={`${VERBS[fix.method]}: ${what}`}>
          {pending ? "Saving…" : VERBS[fix.method]}
        </Button>
      </div>
      <ProblemNote problem={problem} />
    </form>
  );
}
