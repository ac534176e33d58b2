"use client";

import { cn } from "@/lib/cn";
import { formatDecimal } from "@/lib/money";
import { HiddenAmount, useAmounts } from "./amounts";
import { useLocale } from "./intl-provider";

type QuantityProps = { value: string | null | undefined; min?: number; max?: number; className?: string };

/** A quantity, price or rate with the digits it has. */
export function Quantity({ value, min, max, className }: QuantityProps) {
  const locale = useLocale();
  const amounts = useAmounts();
  const absent = value === null || value === undefined;
  if (absent && amounts === "hidden") return <HiddenAmount className={className} />;
  if (absent) return <span className={cn("text-faint", className)}>–</span>;
  return <span className={cn("tabular whitespace-nowrap", className)}>{formatDecimal(value, locale, { min, max })}</span>;
}
