import type { Account } from "@/api/types";
import { Field, Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { KINDS, METHODS } from "./account-body";
import { COST_BASIS_LABELS, KIND_LABELS } from "./kinds";

type AccountFieldsProps = {
  account?: Account;
  currency: string;
  others: { id: string; name: string }[];
  errors: Record<string, string>;
};

export function AccountFields({ account, currency, others, errors }: AccountFieldsProps) {
  return (
    <>
      <Field label="Name" error={errors.name}>
        {(control) => <Input {...control} name="name" required maxLength={120} autoComplete="off" defaultValue={account?.name} placeholder="Broker" />}
      </Field>
      <div className="grid grid-cols-2 gap-4">
        <Field label="Kind" error={errors.kind}>
          {(control) => (
            <Select {...control} name="kind" defaultValue={account?.kind ?? "brokerage"}>
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {KIND_LABELS[kind]}
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
              disabled={account !== undefined}
              pattern="[A-Za-z]{3}"
              maxLength={3}
              defaultValue={account?.currency ?? currency}
              className="uppercase"
            />
          )}
        </Field>
      </div>
      <Field label="Institution" optional error={errors.institution}>
        {(control) => <Input {...control} name="institution" maxLength={120} autoComplete="off" defaultValue={account?.institution ?? ""} />}
      </Field>
      <Field
        label="Cash"
        hint="Not kept means that each trade is its own deposit or withdrawal."
        error={errors.cash}
      >
        {(control) => (
          <Select {...control} name="cash" defaultValue={account?.cash ?? "tracked"}>
            <option value="tracked">Kept in this account</option>
            <option value="untracked">Not kept</option>
            {others.length > 0 ? (
              <optgroup label="Settled in">
                {others.map((other) => (
                  <option key={other.id} value={other.id}>
                    {other.name}
                  </option>
                ))}
              </optgroup>
            ) : null}
          </Select>
        )}
      </Field>
      <Field label="Which units a sale takes first" error={errors.cost_basis}>
        {(control) => (
          <Select {...control} name="cost_basis" defaultValue={account?.cost_basis ?? "fifo"}>
            {METHODS.map((method) => (
              <option key={method} value={method}>
                {COST_BASIS_LABELS[method]}
              </option>
            ))}
          </Select>
        )}
      </Field>
    </>
  );
}
