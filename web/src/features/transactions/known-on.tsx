"use client";

import { History } from "lucide-react";
import { useState } from "react";
import { addDays, type CivilDate, isCivilDate } from "@/lib/date";
import { Button } from "@/ui/button";
import { Day } from "@/ui/day";
import { Input } from "@/ui/field";
import { useToday } from "@/ui/intl-provider";

type KnownOnProps = { known: CivilDate | undefined; onChange: (known: CivilDate | null) => void };

/** Turns the list back to what was known on a day: what was recorded, corrected or removed later is left out. */
export function KnownOn({ known, onChange }: KnownOnProps) {
  const today = useToday();
  const [asking, setAsking] = useState(false);
  const latest = addDays(today, -1);

  if (known) {
    return (
      <p role="status" className="col-span-2 flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 rounded-control bg-info-soft px-3 py-1 text-13 text-info md:order-last md:w-full">
        <History aria-hidden className="size-4" />
        <span className="flex-1">
          As it was known on <Day date={known} />. What was recorded or changed later is left out.
        </span>
        <Button tone="quiet" size="small" className="text-info" onClick={() => onChange(null)}>
          Back to now
        </Button>
      </p>
    );
  }
  if (!asking) {
    return (
      <Button tone="quiet" className="col-span-2" onClick={() => setAsking(true)}>
        <History aria-hidden />
        As known on…
      </Button>
    );
  }
  return (
    <Input
      type="date"
      aria-label="As it was known on"
      max={latest}
      autoFocus
      onBlur={() => setAsking(false)}
      onChange={({ target: { value } }) => (isCivilDate(value) && value <= latest && value > "1900-01-01" ? onChange(value) : undefined)}
      className="col-span-2 md:w-36"
    />
  );
}
