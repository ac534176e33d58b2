"use client";

import { Field, Input, Textarea } from "@/ui/field";
import type { SplitDraft, SplitProblems } from "./kinds";

type SplitFormProps = { symbol: string; draft: SplitDraft; problems: SplitProblems; onChange: (draft: SplitDraft) => void };

export function SplitForm({ symbol, draft, problems, onChange }: SplitFormProps) {
  const set = (part: Partial<SplitDraft>) => onChange({ ...draft, ...part });
  return (
    <>
      <div role="group" aria-label="The ratio" className="flex flex-wrap items-start gap-x-3 gap-y-2 text-14">
        <Count label="Units after" value={draft.to} error={problems.to} onType={(to) => set({ to })} />
        <span className="flex h-9 items-center self-end text-muted pointer-coarse:h-11">in place of</span>
        <Count label="Units before" value={draft.from} error={problems.from} onType={(from) => set({ from })} />
        <span className="flex h-9 items-center self-end text-muted pointer-coarse:h-11">{symbol}</span>
      </div>
      <Field label="From which day on" error={problems.date} hint="The first day on which it trades like this: the ex-date." className="sm:w-72">
        {(control) => <Input {...control} type="date" required value={draft.date} onChange={(event) => set({ date: event.target.value })} />}
      </Field>
      <Field label="Note" optional>
        {(control) => <Textarea {...control} rows={2} maxLength={2000} value={draft.note} onChange={(event) => set({ note: event.target.value })} />}
      </Field>
    </>
  );
}

type CountProps = { label: string; value: string; error?: string; onType: (text: string) => void };

function Count({ label, value, error, onType }: CountProps) {
  return (
    <Field label={label} error={error} className="w-28">
      {(control) => <Input {...control} inputMode="numeric" maxLength={9} required value={value} onChange={(event) => onType(event.target.value)} className="tabular text-right" />}
    </Field>
  );
}
