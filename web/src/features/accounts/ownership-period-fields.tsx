"use client";

import { X } from "lucide-react";
import { cn } from "@/lib/cn";
import { magnitude, shiftPoint, signOf } from "@/lib/decimal";
import { plainDecimal } from "@/lib/form";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { Percent } from "@/ui/percent";
import { equalParts, isPercent, type OwnershipPeriod, restOf } from "./ownership";
import { OwnershipBar, type Person, personColour } from "./ownership-bar";

type OwnershipPeriodFieldsProps = {
  period: OwnershipPeriod;
  people: Person[];
  onChange: (period: OwnershipPeriod) => void;
  onRemove?: () => void;
};

/** The parts that hold from one day on, with their picture and what is left over. */
export function OwnershipPeriodFields({ period, people, onChange, onRemove }: OwnershipPeriodFieldsProps) {
  const { from, parts } = period;
  const readable = Object.values(parts).every(isPercent);
  const rest = readable ? restOf(parts) : null;

  const write = (user: string, typed: string) => {
    const others = Object.fromEntries(Object.entries(parts).filter(([each]) => each !== user));
    onChange({ from, parts: typed.trim() === "" ? others : { ...others, [user]: plainDecimal(typed) } });
  };

  return (
    <fieldset className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3 rounded-panel border p-3">
      <legend className="sr-only">{from ? `Parts from ${from} on` : "Parts from the beginning"}</legend>
      <div className="flex flex-wrap items-end justify-between gap-3">
        {from === null ? (
          <p className="text-13 font-medium">From the beginning</p>
        ) : (
          <Field label="From this day on">
            {(control) => <Input {...control} type="date" required value={from} onChange={(event) => onChange({ from: event.target.value, parts })} />}
          </Field>
        )}
        <span className="flex items-center gap-1">
          {people.length > 1 ? (
            <Button size="small" tone="quiet" onClick={() => onChange({ from, parts: equalParts(people.map(({ user }) => user)) })}>
              Parts alike
            </Button>
          ) : null}
          {onRemove ? (
            <Button size="iconSmall" tone="quiet" aria-label="Remove these parts" onClick={onRemove}>
              <X aria-hidden />
            </Button>
          ) : null}
        </span>
      </div>
      {readable ? <OwnershipBar parts={parts} people={people} /> : null}
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-2">
        {people.map(({ user, name }, index) => (
          <li key={user} className="flex items-center gap-2.5">
            <span aria-hidden className={cn("size-2.5 shrink-0 rounded-full", personColour(index))} />
            <span className="min-w-0 flex-1 truncate text-13">{name}</span>
            <span className="relative w-28 shrink-0">
              <Input
                aria-label={`${name}'s part in per cent`}
                aria-invalid={parts[user] !== undefined && !isPercent(parts[user]) ? true : undefined}
                inputMode="decimal"
                autoComplete="off"
                value={parts[user] ?? ""}
                placeholder="0"
                onChange={(event) => write(user, event.target.value)}
                className="tabular pr-8 text-right"
              />
              <span aria-hidden className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-13 text-faint">
                %
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p role="status" className={cn("text-12", rest !== null && signOf(rest) >= 0 ? "text-muted" : "text-loss")}>
        {rest === null ? (
          "Write each part as a number from 0 to 100."
        ) : signOf(rest) === 0 ? (
          "Together they are the whole."
        ) : (
          <>
            <Percent value={shiftPoint(magnitude(rest), -2)} />{" "}
            {signOf(rest) > 0 ? "belongs to somebody outside the household." : "more than the whole. Make a part smaller."}
          </>
        )}
      </p>
    </fieldset>
  );
}
