"use client";

import { CalendarPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useId, useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import { signOf } from "@/lib/decimal";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field } from "@/ui/field";
import { FormProblem } from "@/ui/form-problem";
import { useToday } from "@/ui/intl-provider";
import { Select } from "@/ui/select";
import { equalParts, isPercent, type OwnershipPeriod, restOf, sharesOf } from "./ownership";
import type { Person } from "./ownership-bar";
import { OwnershipPeriodFields } from "./ownership-period-fields";

type OwnershipSheetProps = { account: { id: string; name: string }; people: Person[]; periods: OwnershipPeriod[]; etag: string | null };

export function OwnershipSheet({ account, people, periods: before, etag }: OwnershipSheetProps) {
  const router = useRouter();
  const today = useToday();
  const formId = useId();
  const [held, setHeld] = useState<"together" | "in-parts">(before.length === 0 ? "together" : "in-parts");
  const [periods, setPeriods] = useState(
    before.length > 0 ? before : [{ from: null, parts: equalParts(people.map(({ user }) => user)) }],
  );
  const { pending, problem, run } = useCommand<Problem>();
  const close = () => router.replace(`/accounts/${account.id}`, { scroll: false });
  const change = (at: number, period: OwnershipPeriod) => setPeriods(periods.map((each, index) => (index === at ? period : each)));
  const days = periods.map(({ from }) => from ?? "");
  const sound =
    held === "together" ||
    (new Set(days).size === days.length &&
      periods.every(({ parts }) => Object.values(parts).every(isPercent) && signOf(restOf(parts)) >= 0));

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const shares = held === "together" ? [] : sharesOf(periods);
    const saved = await run(() =>
      toLoaded(
        browserApi.PUT("/v1/accounts/{id}/ownership", {
          params: { path: { id: account.id }, ...(etag ? { header: { "If-Match": etag } } : {}) },
          body: { shares },
        }),
      ),
    );
    if (!saved) return;
    close();
    router.refresh();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      shape="sheet"
      title={`Whose ${account.name} is`}
      description="Net worth counts each person's part. How well the account did stays the same."
      footer={
        <>
          <Button tone="quiet" onClick={close}>
            Cancel
          </Button>
          <Button tone="primary" type="submit" form={formId} disabled={pending || !sound}>
            {pending ? "Saving…" : "Save"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="grid gap-5 pb-2">
        <Field label="Held">
          {(control) => (
            <Select {...control} value={held} onChange={(event) => setHeld(event.target.value === "together" ? "together" : "in-parts")}>
              <option value="together">By the household as a whole</option>
              <option value="in-parts">By people, each a part</option>
            </Select>
          )}
        </Field>
        {held === "in-parts" ? (
          <>
            {periods.map((period, at) => (
              <OwnershipPeriodFields
                key={at}
                period={period}
                people={people}
                onChange={(next) => change(at, next)}
                onRemove={periods.length > 1 ? () => setPeriods(periods.filter((_, index) => index !== at)) : undefined}
              />
            ))}
            <Button
              className="justify-self-start"
              onClick={() => setPeriods([...periods, { from: today, parts: periods.at(-1)?.parts ?? {} }])}
            >
              <CalendarPlus aria-hidden />
              Other parts from a day on
            </Button>
          </>
        ) : null}
        {problem ? (
          <FormProblem title={problem.title} detail={problemsByField(problem).shares ?? problem.detail} traceId={problem.status >= 500 ? problem.traceId : undefined} />
        ) : null}
      </form>
    </Dialog>
  );
}
