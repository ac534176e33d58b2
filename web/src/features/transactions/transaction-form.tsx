"use client";

import { useState, type FormEvent } from "react";
import { type Problem, problemsByField } from "@/api/problem";
import type { InstrumentReference, NewTransaction, Transaction, TransactionType } from "@/api/types";
import { Field, Input, Textarea } from "@/ui/field";
import { FormProblem } from "@/ui/form-problem";
import { useToday } from "@/ui/intl-provider";
import { Select } from "@/ui/select";
import { transactionBody } from "./transaction-body";
import { TransactionField } from "./transaction-field";
import type { AccountChoice } from "./transaction-filters";
import { TYPE_FIELDS, TYPE_GROUPS, TYPE_LABELS } from "./types";

type TransactionFormProps = {
  id: string;
  accounts: AccountChoice[];
  account?: string;
  transaction?: Transaction;
  instrument?: InstrumentReference;
  problem: Problem | null;
  onSave: (body: NewTransaction) => void;
};

export function TransactionForm({ id, accounts, account, transaction, instrument, problem, onSave }: TransactionFormProps) {
  const today = useToday();
  const [type, setType] = useState<TransactionType>(transaction?.type ?? "buy");
  const [chosen, setChosen] = useState(transaction?.account ?? account ?? accounts[0]?.id ?? "");
  const errors = problemsByField(problem);
  const fields = TYPE_FIELDS[type];
  const currency = accounts.find((each) => each.id === chosen)?.currency ?? "EUR";

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSave(transactionBody(new FormData(event.currentTarget), type, transaction));
  };

  if (accounts.length === 0) {
    return <p className="py-2 text-14 text-muted">Add an account first: every transaction belongs to one.</p>;
  }

  return (
    <form id={id} onSubmit={submit} className="grid gap-4 pb-2">
      <div className="grid grid-cols-2 gap-4">
        <Field label="Type" error={errors.type}>
          {(control) => (
            <Select
              {...control}
              name="type"
              value={type}
              onChange={(event) => {
                const next = TYPE_GROUPS.flatMap((group) => group.types).find((each) => each === event.target.value);
                if (next) setType(next);
              }}
            >
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
        <Field label="Date" error={errors.date}>
          {(control) => <Input {...control} type="date" name="date" required defaultValue={transaction?.date ?? today} />}
        </Field>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)_96px] gap-4">
        <Field label="Account" error={errors.account}>
          {(control) => (
            <Select {...control} name="account" value={chosen} onChange={(event) => setChosen(event.target.value)}>
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
              key={currency}
              name="currency"
              required
              pattern="[A-Za-z]{3}"
              maxLength={3}
              autoCapitalize="characters"
              defaultValue={transaction?.currency ?? currency}
              className="uppercase"
            />
          )}
        </Field>
      </div>
      <div className="grid grid-cols-2 gap-4" key={type}>
        {fields.needed.map((name) => (
          <TransactionField key={name} name={name} presence="needed" transaction={transaction} instrument={instrument} accounts={accounts} error={errors[name]} />
        ))}
        {fields.optional.map((name) => (
          <TransactionField key={name} name={name} presence="optional" transaction={transaction} instrument={instrument} accounts={accounts} error={errors[name]} />
        ))}
      </div>
      <Field label="Note" optional error={errors.note}>
        {(control) => <Textarea {...control} name="note" maxLength={2000} rows={2} defaultValue={transaction?.note ?? ""} />}
      </Field>
      {problem ? (
        <FormProblem title={problem.title} detail={problem.detail} traceId={problem.status >= 500 ? problem.traceId : undefined} />
      ) : null}
    </form>
  );
}
