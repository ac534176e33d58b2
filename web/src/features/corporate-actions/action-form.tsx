"use client";

import type { ReactNode } from "react";
import { InstrumentPicker } from "@/features/transactions/public";
import { cn } from "@/lib/cn";
import { Field, Input, Textarea } from "@/ui/field";
import { type ActionDraft, type ActionProblems, asksOther, asksRatio, asksShare, FIRST_NUMBERS, KIND_NAMES, KINDS, type Kind } from "./kinds";

type ActionFormProps = {
  symbol: string;
  draft: ActionDraft;
  problems: ActionProblems;
  onChange: (draft: ActionDraft) => void;
};

/** What happened, in plain words, and the few numbers that it takes. */
export function ActionForm({ symbol, draft, problems, onChange }: ActionFormProps) {
  const set = (part: Partial<ActionDraft>) => onChange({ ...draft, ...part });
  const adds = ["stock_dividend", "spin_off", "rights"].includes(draft.kind);
  const other = draft.other?.symbol ?? "new";
  return (
    <div className="grid gap-5">
      <fieldset>
        <legend className="mb-2 text-13 font-medium">What happened to {symbol}?</legend>
        <div className="grid gap-2 sm:grid-cols-2">
          {KIND_NAMES.map((kind) => (
            <KindChoice key={kind} kind={kind} chosen={draft.kind === kind} onChoose={() => set({ kind, ...FIRST_NUMBERS[kind] })} />
          ))}
        </div>
      </fieldset>
      <Field label="From which day on" error={problems.date} hint="The first day on which it trades like this: the ex-date." className="sm:w-56">
        {(control) => <Input {...control} type="date" required value={draft.date} onChange={(event) => set({ date: event.target.value })} />}
      </Field>
      {asksOther(draft.kind) ? (
        <Field label={OTHER_LABELS[draft.kind]} error={problems.other}>
          {(control) => <InstrumentPicker control={control} chosen={draft.other} required onChoose={(instrument) => set({ other: instrument })} />}
        </Field>
      ) : null}
      {asksRatio(draft.kind) ? (
        <div role="group" aria-label="The ratio" className="flex flex-wrap items-end gap-x-3 gap-y-2 text-14">
          <Count label={adds ? "New units" : "Units after"} value={draft.to} error={problems.to} onType={(to) => set({ to })} />
          <Between>{SENTENCES[draft.kind](symbol, other)}</Between>
          <Count label={adds ? "Units held" : "Units before"} value={draft.from} error={problems.from} onType={(from) => set({ from })} />
          <Between>{draft.kind === "stock_dividend" ? "held" : symbol}</Between>
        </div>
      ) : null}
      {asksShare(draft.kind) ? (
        <Field
          label="Share of the cost that goes along, %"
          optional={draft.kind === "rights"}
          error={problems.share}
          hint="The company or your bank says it; else its part of the value on the first day."
          className="sm:w-72"
        >
          {(control) => (
            <Input {...control} inputMode="decimal" maxLength={20} value={draft.share} onChange={(event) => set({ share: event.target.value })} className="tabular text-right" />
          )}
        </Field>
      ) : null}
      <Field label="Note" optional>
        {(control) => <Textarea {...control} rows={2} maxLength={2000} value={draft.note} onChange={(event) => set({ note: event.target.value })} />}
      </Field>
    </div>
  );
}

const OTHER_LABELS: Record<Kind, string> = {
  split: "",
  reverse_split: "",
  stock_dividend: "",
  spin_off: "The new share",
  merger: "The share that it became",
  rights: "The rights",
  symbol_change: "What it goes by now",
};

const SENTENCES: Record<Kind, (symbol: string, other: string) => string> = {
  split: () => "in place of",
  reverse_split: () => "in place of",
  stock_dividend: () => "for every",
  spin_off: (_symbol, other) => `${other} for every`,
  merger: (_symbol, other) => `${other} in place of`,
  rights: () => "for every",
  symbol_change: () => "",
};

type KindChoiceProps = { kind: Kind; chosen: boolean; onChoose: () => void };

function KindChoice({ kind, chosen, onChoose }: KindChoiceProps) {
  return (
    <label
      className={cn(
        "flex cursor-pointer items-start gap-2.5 rounded-control border px-3 py-2.5 transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent",
        chosen ? "border-accent bg-accent-soft" : "border-line-strong bg-surface hover:bg-raised",
      )}
    >
      <input type="radio" name="kind" checked={chosen} onChange={onChoose} className="mt-1 accent-accent outline-none" />
      <span className="min-w-0">
        <span className="block text-13 font-medium">{KINDS[kind].label}</span>
        <span className="block text-12 text-muted">{KINDS[kind].what}</span>
      </span>
    </label>
  );
}

type CountProps = { label: string; value: string; error?: string; onType: (text: string) => void };

function Count({ label, value, error, onType }: CountProps) {
  return (
    <Field label={label} error={error} className="w-24">
      {(control) => <Input {...control} inputMode="numeric" maxLength={9} required value={value} onChange={(event) => onType(event.target.value)} className="tabular text-right" />}
    </Field>
  );
}

function Between({ children }: { children: ReactNode }) {
  return <span className="flex h-9 items-center text-muted">{children}</span>;
}
