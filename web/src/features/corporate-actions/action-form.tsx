"use client";

import { InstrumentPicker } from "@/features/transactions/public";
import { Field, Input, Textarea } from "@/ui/field";
import { type ActionDraft, type ActionKind, type DraftProblems, happeningOf, type Term } from "./kinds";

type ActionFormProps = { kind: ActionKind; symbol: string; currency: string; draft: ActionDraft; problems: DraftProblems; onChange: (draft: ActionDraft) => void };

const IN_PLACE: readonly ActionKind[] = ["split", "reverse_split", "merger"];

/** What has to be told of one kind, and nothing else. */
export function ActionForm({ kind, symbol, currency, draft, problems, onChange }: ActionFormProps) {
  const { needs, takes } = happeningOf(kind);
  const set = (part: Partial<ActionDraft>) => onChange({ ...draft, ...part });
  const asks = (term: Term) => needs.includes(term) || takes.includes(term);
  const number = (term: Term, key: "costShare" | "cashPerUnit" | "newPrice" | "fractionPrice", label: string, hint?: string) =>
    asks(term) ? (
      <Field label={label} hint={hint} error={problems[key]} optional={!needs.includes(term)} className="sm:w-72">
        {(control) => <Input {...control} inputMode="decimal" maxLength={24} required={needs.includes(term)} value={draft[key]} onChange={(event) => set({ [key]: event.target.value })} className="tabular text-right" />}
      </Field>
    ) : null;

  return (
    <>
      {asks("new_instrument") ? (
        <Field label="What it gave or became" error={problems.newInstrument}>
          {(control) => <InstrumentPicker control={control} chosen={draft.newInstrument} required onChoose={(newInstrument) => set({ newInstrument })} />}
        </Field>
      ) : null}
      {asks("ratio") ? (
        <div role="group" aria-label="The ratio" className="flex flex-wrap items-start gap-x-3 gap-y-2 text-14">
          <Count label={IN_PLACE.includes(kind) ? "Units after" : "New units"} value={draft.to} error={problems.to} onType={(to) => set({ to })} />
          <span className="flex h-9 items-center self-end text-muted pointer-coarse:h-11">{IN_PLACE.includes(kind) ? "in place of" : "for every"}</span>
          <Count label={IN_PLACE.includes(kind) ? "Units before" : "Units held"} value={draft.from} error={problems.from} onType={(from) => set({ from })} />
          <span className="flex h-9 items-center self-end text-muted pointer-coarse:h-11">{symbol}</span>
        </div>
      ) : null}
      {number("cost_share", "costShare", "Share of the cost that goes with it, %", "The company or the broker says it; often the value of the part over the value of both.")}
      {number("cash_per_unit", "cashPerUnit", `Cash for one ${symbol}, ${currency}`)}
      {number("new_price", "newPrice", "Price of what was received", kind === "merger" ? "Where cash was paid too." : "Where it counts as income.")}
      {number("fraction_price", "fractionPrice", `Price at which fractions were paid, ${currency}`, "Where no broken shares are given.")}
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
