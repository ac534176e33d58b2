"use client";

import { useRouter } from "next/navigation";
import { useId, useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { IntentKeys } from "@/api/idempotency";
import { toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import type { InstrumentReference } from "@/api/types";
import { counted, useSayDone } from "@/features/changes/public";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input, Textarea } from "@/ui/field";
import { FormProblem } from "@/ui/form-problem";
import { Select } from "@/ui/select";
import { InstrumentPicker } from "./instrument-picker";
import { type BulkField, changeOf, countOf, NOTHING, whichOf } from "./selection";
import { useSelection } from "./selection-provider";
import type { AccountChoice } from "./transaction-filters";

type BulkDialogProps = { action: "change" | "remove"; accounts: AccountChoice[]; onClose: () => void };

const FIELDS: [BulkField, string][] = [
  ["account", "Account"],
  ["instrument", "Instrument"],
  ["category", "Category"],
  ["note", "Note"],
  ["date", "Date"],
];

/** Changes one field of many transactions, or deletes them: all or none, taken back as one. */
export function BulkDialog({ action, accounts, onClose }: BulkDialogProps) {
  const router = useRouter();
  const formId = useId();
  const sayDone = useSayDone();
  const { chosen, choose } = useSelection();
  const [keys] = useState(() => new IntentKeys());
  const [field, setField] = useState<BulkField>("account");
  const [value, setValue] = useState("");
  const [instrument, setInstrument] = useState<InstrumentReference | null>(null);
  const [reason, setReason] = useState("");
  const { pending, problem, run } = useCommand<Problem>();
  const rows = counted(countOf(chosen));
  const verb = action === "remove" ? "Delete" : "Change";

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const what = action === "remove" ? { remove: true as const } : { change: changeOf(field, field === "instrument" ? (instrument?.id ?? "") : value) };
    const body = { ...whichOf(chosen), ...what, ...(reason.trim() ? { reason: reason.trim() } : {}) };
    const done = await run(() => toLoaded(browserApi.POST("/v1/transactions/bulk", { params: { header: { "Idempotency-Key": keys.keyFor(body) } }, body })));
    if (!done) return;
    choose(NOTHING);
    onClose();
    router.refresh();
    const words = counted(done.rows);
    await sayDone(`${words.slice(0, 1).toUpperCase()}${words.slice(1)} ${action === "remove" ? "removed" : "changed"}`, { change: done.id });
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`${verb} ${rows}`}
      description={action === "remove" ? "They count no longer, and can be brought back." : "All of them or none. It can be taken back as one."}
      footer={
        <>
          <Button tone="quiet" onClick={onClose}>
            Cancel
          </Button>
          <Button tone={action === "remove" ? "danger" : "primary"} type="submit" form={formId} disabled={pending}>
            {pending ? "Working…" : `${verb} ${rows}`}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="grid gap-4 pb-1">
        {action === "change" ? (
          <>
            <Field label="What to change">
              {(control) => (
                <Select
                  {...control}
                  value={field}
                  onChange={(event) => {
                    setField(FIELDS.find(([each]) => each === event.target.value)?.[0] ?? "account");
                    setValue("");
                  }}
                >
                  {FIELDS.map(([each, label]) => (
                    <option key={each} value={each}>
                      {label}
                    </option>
                  ))}
                </Select>
              )}
            </Field>
            <Field label="To" hint={field === "category" || field === "note" ? "Left empty, it is cleared." : undefined}>
              {(control) => {
                const bound = { ...control, value, onChange: ({ target }: { target: { value: string } }) => setValue(target.value) };
                if (field === "instrument") return <InstrumentPicker control={control} chosen={instrument} required onChoose={setInstrument} />;
                if (field === "note") return <Textarea {...bound} rows={2} maxLength={2000} />;
                if (field === "date") return <Input {...bound} type="date" required />;
                if (field === "category") return <Input {...bound} maxLength={60} />;
                return (
                  <Select {...bound} required>
                    <option value="">Choose an account</option>
                    {accounts.map((account) => (
                      <option key={account.id} value={account.id}>
                        {account.name}
                      </option>
                    ))}
                  </Select>
                );
              }}
            </Field>
          </>
        ) : null}
        <Field label="Why" optional hint="Kept with the history.">
          {(control) => <Input {...control} value={reason} maxLength={500} onChange={(event) => setReason(event.target.value)} />}
        </Field>
        {problem ? (
          <FormProblem
            title={problem.title}
            detail={problem.errors[0] ? problem.errors.slice(0, 3).map(({ detail }) => detail).join(" ") : problem.detail}
            traceId={problem.status >= 500 ? problem.traceId : undefined}
          />
        ) : null}
      </form>
    </Dialog>
  );
}
