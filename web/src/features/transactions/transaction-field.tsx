"use client";

import type { InstrumentReference, Transaction } from "@/api/types";
import { Field, Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { InstrumentPicker } from "./instrument-picker";
import type { AccountChoice } from "./transaction-filters";
import type { FieldName } from "./types";

type TransactionFieldProps = {
  name: FieldName;
  presence: "needed" | "optional";
  transaction?: Transaction;
  instrument?: InstrumentReference;
  accounts: AccountChoice[];
  error?: string;
};

const LABELS: Record<FieldName, string> = {
  instrument: "Instrument",
  quantity: "Quantity",
  price: "Price",
  amount: "Amount",
  fee: "Fee",
  tax: "Tax",
  fx_rate: "Exchange rate",
  counter_account: "To account",
  counter_date: "Arrived on",
  counter_amount: "Amount received",
  counter_currency: "In currency",
  ratio_to: "New units",
  ratio_from: "For old units",
  cost: "Cost brought along",
  cost_date: "Acquired on",
  loan: "Loan",
  principal: "Principal",
  interest: "Interest",
  category: "Category",
};

const WIDE: FieldName[] = ["instrument", "counter_account", "loan"];

export function TransactionField({ name, presence, transaction, instrument, accounts, error }: TransactionFieldProps) {
  const required = presence === "needed";
  const common = { label: LABELS[name], optional: !required, error, className: WIDE.includes(name) ? "col-span-2" : undefined };
  const before = transaction?.[name];
  const value = before == null ? "" : String(before);

  if (name === "instrument") {
    return (
      <Field {...common}>
        {(control) => <InstrumentPicker control={control} initial={instrument} required={required} />}
      </Field>
    );
  }
  if (name === "counter_account" || name === "loan") {
    const offered = name === "loan" ? accounts.filter((account) => account.kind === "loan") : accounts;
    return (
      <Field {...common} hint={name === "loan" && offered.length === 0 ? "Add an account of kind loan first." : undefined}>
        {(control) => (
          <Select {...control} name={name} required={required} defaultValue={value}>
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
  if (name === "counter_date" || name === "cost_date") {
    return <Field {...common}>{(control) => <Input {...control} type="date" name={name} required={required} defaultValue={value} />}</Field>;
  }
  const words = name === "category" || name === "counter_currency";
  return (
    <Field {...common}>
      {(control) => (
        <Input
          {...control}
          name={name}
          required={required}
          inputMode={words ? undefined : "decimal"}
          maxLength={name === "counter_currency" ? 3 : 60}
          autoComplete="off"
          defaultValue={value}
          className={words ? undefined : "tabular text-right"}
        />
      )}
    </Field>
  );
}
