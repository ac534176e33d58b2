"use client";

import type { FormEvent } from "react";
import type { Problem } from "@/api/problem";
import type { InstrumentReference } from "@/api/types";
import { Disclosure } from "@/ui/disclosure";
import { Field, Input, Textarea } from "@/ui/field";
import { ProblemNote } from "@/ui/form-problem";
import { Select } from "@/ui/select";
import { type Draft, isFilled } from "./draft";
import { type FieldName, isRare } from "./fields";
import { TransactionField } from "./transaction-field";
import { InstrumentFacts } from "./instrument-facts";
import type { AccountChoice } from "./transaction-filters";
import { stillMissing, type TypeFields } from "./type-rules";
import { TYPE_GROUPS, TYPE_HINTS, TYPE_LABELS, typeNamed } from "./types";

type TransactionFormProps = {
  id: string;
  accounts: AccountChoice[];
  draft: Draft;
  fields: TypeFields;
  currency: string;
  errors: Record<string, string>;
  problem: Problem | null;
  onChange: (change: (before: Draft) => Draft) => void;
  onSave: () => void;
};

export function TransactionForm({ id, accounts, draft, fields, currency, errors, problem, onChange, onSave }: TransactionFormProps) {
  const set = (part: Partial<Draft>) => onChange((before) => ({ ...before, ...part }));
  const type = (name: FieldName, text: string) => onChange((before) => ({ ...before, typed: { ...before.typed, [name]: text } }));
  const choose = (name: "instrument" | "new_instrument", instrument: InstrumentReference | null) =>
    onChange((before) => ({ ...before, instruments: { ...before.instruments, [name]: instrument } }));
  const satisfied = stillMissing(fields, (name) => isFilled(draft, name)).sentences.length === 0;
  const rare = fields.fields.filter(({ name, presence }) => presence !== "needed" && isRare(name, draft.type));
  const asked = fields.fields.filter((each) => !rare.includes(each));
  const open = rare.some(({ name }) => draft.typed[name] || errors[name]);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSave();
  };

  const field = ({ name, presence }: TypeFields["fields"][number]) => (
    <TransactionField
      key={name}
      name={name}
      presence={presence === "either" && satisfied && !draft.typed[name] ? "optional" : presence}
      draft={draft}
      accounts={accounts}
      error={errors[name]}
      onType={type}
      onInstrument={choose}
    />
  );

  return (
    <form id={id} onSubmit={submit} className="grid gap-4">
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,152px)] gap-4">
        <Field label="Type" error={errors.type} hint={TYPE_HINTS[draft.type]} className="col-span-2 sm:col-span-1">
          {(control) => (
            <Select {...control} name="type" value={draft.type} onChange={(event) => set({ type: typeNamed(event.target.value) ?? draft.type })}>
              {TYPE_GROUPS.map((group) => (
                <optgroup key={group.label} label={group.label}>
                  {group.types.map((each) => (
                    <option key={each} value={each}>
                      {TYPE_LABELS[each]}
                    </option>
                  ))}
                </optgroup>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Date" error={errors.date} className="col-span-2 sm:col-span-1">
          {(control) => <Input {...control} type="date" name="date" required value={draft.date} onChange={(event) => set({ date: event.target.value })} />}
        </Field>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)_96px] gap-4">
        <Field label="Account" error={errors.account}>
          {(control) => (
            <Select {...control} name="account" value={draft.account} onChange={(event) => set({ account: event.target.value })}>
              {accounts.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
        <Field label="Currency" error={errors.currency}>
          {(control) => (
            <Input
              {...control}
              name="currency"
              required
              pattern="[A-Za-z]{3}"
              maxLength={3}
              autoCapitalize="characters"
              value={draft.currency ?? currency}
              onChange={(event) => set({ currency: event.target.value })}
              className="uppercase"
            />
          )}
        </Field>
      </div>
      <div className="grid grid-cols-2 gap-4">
        {asked.map(field)}
      </div>
      {draft.instruments.instrument ? <InstrumentFacts instrument={draft.instruments.instrument} type={draft.type} /> : null}
      {rare.length > 0 ? (
        <Disclosure key={draft.type} title="More details" open={open}>
          <div className="grid grid-cols-2 gap-4">{rare.map(field)}</div>
        </Disclosure>
      ) : null}
      <Field label="Note" optional error={errors.note}>
        {(control) => <Textarea {...control} name="note" maxLength={2000} rows={2} value={draft.note} onChange={(event) => set({ note: event.target.value })} />}
      </Field>
      <ProblemNote problem={problem} />
    </form>
  );
}
