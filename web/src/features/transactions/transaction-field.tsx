"use client";

import type { InstrumentReference } from "@/api/types";
import { Field, Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { type Draft, isInstrumentField } from "./draft";
import { CHOICES, FIELD_KINDS, type FieldName, fieldHint, fieldLabel } from "./fields";
import { InstrumentPicker } from "./instrument-picker";
import type { AccountChoice } from "./transaction-filters";

type TransactionFieldProps = {
  name: FieldName;
  presence: "needed" | "either" | "optional";
  draft: Draft;
  accounts: AccountChoice[];
  error?: string;
  onType: (name: FieldName, text: string) => void;
  onInstrument: (name: "instrument" | "new_instrument", instrument: InstrumentReference | null) => void;
};

const WIDE: FieldName[] = ["instrument", "new_instrument", "counter_account", "loan", "realises", "arrival", "rights"];

export function TransactionField({ name, presence, draft, accounts, error, onType, onInstrument }: TransactionFieldProps) {
  const required = presence === "needed";
  const kind = FIELD_KINDS[name];
  const common = {
    label: fieldLabel(name, draft.type),
    optional: presence === "optional",
    error,
    hint: fieldHint(name),
    className: WIDE.includes(name) ? "col-span-2" : undefined,
  };
  const value = draft.typed[name] ?? "";
  const bound = { name, required, value, onChange: ({ target }: { target: { value: string } }) => onType(name, target.value) };

  if (isInstrumentField(name)) {
    return (
      <Field {...common}>
        {(control) => (
          <InstrumentPicker control={control} chosen={draft.instruments[name]} required={required} onChoose={(instrument) => onInstrument(name, instrument)} />
        )}
      </Field>
    );
  }
  switch (kind) {
    case "account":
    case "loan": {
      const offered = accounts.filter((account) => (kind === "loan" ? account.kind === "loan" : account.id !== draft.account));
      return (
        <Field {...common} hint={kind === "loan" && offered.length === 0 ? "Add an account of kind loan first." : common.hint}>
          {(control) => (
            <Select {...control} {...bound}>
              <option value="">Choose an account</option>
              {offered.map((account) => (
                <option key={account.id} value={account.id}>
                  {account.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      );
    }
    case "choice":
      return (
        <Field {...common} optional={false}>
          {(control) => (
            <Select {...control} {...bound} required={false}>
              {CHOICES[name]?.map(([choice, label]) => (
                <option key={choice} value={choice}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      );
    case "date":
    case "time":
      return <Field {...common}>{(control) => <Input {...control} {...bound} type={kind} />}</Field>;
    case "text":
    case "currency":
      return (
        <Field {...common}>
          {(control) => (
            <Input {...control} {...bound} maxLength={kind === "currency" ? 3 : 60} autoComplete="off" className={kind === "currency" ? "uppercase" : undefined} />
          )}
        </Field>
      );
    default:
      return (
        <Field {...common}>
          {(control) => (
            <Input {...control} {...bound} inputMode={kind === "count" ? "numeric" : "decimal"} maxLength={60} autoComplete="off" className="tabular text-right" />
          )}
        </Field>
      );
  }
}
