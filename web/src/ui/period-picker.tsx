"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { CalendarDays } from "lucide-react";
import { useState, type FormEvent } from "react";
import { type Period, PERIOD_LABELS, PERIOD_SENTENCES, PERIODS } from "@/lib/period";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Field, Input } from "./field";
import { Segmented } from "./segmented";

type PeriodPickerProps = { period: Period };

/** The period lives in the address: ?period=1y, or ?from=…&to=… */
export function PeriodPicker({ period }: PeriodPickerProps) {
  const pathname = usePathname();
  const query = useSearchParams();
  const router = useRouter();
  const [open, setOpen] = useState(false);

  const address = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(query);
    for (const [name, value] of Object.entries({ period: null, from: null, to: null, ...changes })) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    return `${pathname}?${next}`;
  };

  const choose = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [from, to] = [form.get("from"), form.get("to")];
    if (typeof from !== "string" || typeof to !== "string" || from > to) return;
    setOpen(false);
    router.replace(address({ from, to }), { scroll: false });
  };

  return (
    <div className="flex max-w-full items-center">
      <Segmented
        label="Period"
        value={period.kind === "named" ? period.name : ""}
        segments={PERIODS.map((name) => ({
          value: name,
          label: PERIOD_LABELS[name],
          href: address({ period: name }),
          title: PERIOD_SENTENCES[name],
        }))}
      />
      <Button
        tone="quiet"
        size="iconSmall"
        aria-label="Choose two dates"
        className={period.kind === "custom" ? "bg-raised text-text" : undefined}
        onClick={() => setOpen(true)}
      >
        <CalendarDays aria-hidden />
      </Button>
      <Dialog open={open} onOpenChange={setOpen} title="Choose a period">
        <form onSubmit={choose} className="grid gap-4">
          <div className="grid grid-cols-2 gap-4">
            <Field label="From">
              {(control) => <Input {...control} type="date" name="from" required defaultValue={period.kind === "custom" ? period.from : undefined} />}
            </Field>
            <Field label="To">
              {(control) => <Input {...control} type="date" name="to" required defaultValue={period.kind === "custom" ? period.to : undefined} />}
            </Field>
          </div>
          <Button type="submit" tone="primary" className="justify-self-end">
            Show this period
          </Button>
        </form>
      </Dialog>
    </div>
  );
}
