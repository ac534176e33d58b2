"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { cn } from "@/lib/cn";
import { ratioText } from "@/lib/intl";
import { signOf } from "@/lib/decimal";
import { percentText, type SignDisplay } from "@/lib/money";
import { useLocale } from "./intl-provider";

type PercentProps = {
  /** A fraction: a JSON number for statistics, a decimal string where it came from exact arithmetic. */
  value: number | string | null | undefined;
  sign?: SignDisplay;
  tone?: "plain" | "change";
  arrow?: "none" | "shown";
  digits?: number;
  className?: string;
};

const TONE = { "-1": "text-loss", "0": "text-muted", "1": "text-gain" } as const;

export function Percent({ value, sign = "auto", tone = "plain", arrow = "none", digits, className }: PercentProps) {
  const locale = useLocale();
  if (value === null || value === undefined) {
    return (
      <span className={cn("text-faint", className)} title="Not known">
        <span aria-hidden>–</span>
        <span className="sr-only">Not known</span>
      </span>
    );
  }
  const fraction = typeof value === "number" ? ratioText(value) : value;
  const direction = signOf(fraction);
  const Arrow = direction < 0 ? ArrowDown : ArrowUp;
  return (
    <span
      className={cn(
        "tabular inline-flex items-center gap-0.5 whitespace-nowrap",
        tone === "change" && TONE[`${direction}`],
        className,
      )}
    >
      {arrow === "shown" && direction !== 0 ? <Arrow aria-hidden className="size-[0.95em]" strokeWidth={2.25} /> : null}
      {percentText(fraction, { locale, sign, digits })}
    </span>
  );
}
