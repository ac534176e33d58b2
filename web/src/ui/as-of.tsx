"use client";

import { Clock } from "lucide-react";
import { cn } from "@/lib/cn";
import { daysBetween } from "@/lib/date";
import { Day } from "./day";
import { useToday } from "./intl-provider";

type AsOfProps = { date: string; className?: string };

const STALE_AFTER_DAYS = 5;

/** The price date of a value that is not of today; marked once it is older than a long weekend. */
export function AsOf({ date, className }: AsOfProps) {
  const today = useToday();
  const age = daysBetween(date, today);
  if (age <= 0) return null;
  const stale = age > STALE_AFTER_DAYS;
  return (
    <span
      className={cn("inline-flex items-center gap-1 text-12 whitespace-nowrap", stale ? "text-warning" : "text-muted", className)}
      title={stale ? "The latest price is older than a few days" : undefined}
    >
      {stale ? <Clock aria-hidden className="size-3" /> : null}
      <span>
        As of <Day date={date} />
      </span>
    </span>
  );
}
