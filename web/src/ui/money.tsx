"use client";

import { cn } from "@/lib/cn";
import { moneyParts, moneySign, type SignDisplay } from "@/lib/money";
import { HiddenAmount, useAmounts } from "./amounts";
import { useLocale } from "./intl-provider";

type MoneyProps = {
  /** The amount is null where it is kept back from the person. */
  value: { amount: string | null; currency: string } | null | undefined;
  sign?: SignDisplay;
  currency?: "shown" | "hidden";
  /** Colour follows the sign: for changes, never for plain values. */
  tone?: "plain" | "change";
  size?: "text" | "big";
  digits?: number;
  className?: string;
};

const TONE = { "-1": "text-loss", "0": "", "1": "text-gain" } as const;

/** Money from the API, formatted digit for digit. Unknown is a state of its own, never zero, and so is hidden. */
export function Money({ value: given, sign = "auto", currency, tone = "plain", size = "text", digits, className }: MoneyProps) {
  const locale = useLocale();
  const amounts = useAmounts();
  if (!given) return amounts === "hidden" ? <HiddenAmount className={className} /> : <Unknown className={className} />;
  if (given.amount === null) return <HiddenAmount className={className} />;
  const value = { amount: given.amount, currency: given.currency };
  const parts = moneyParts(value, { locale, sign, currency, digits });
  const colour = tone === "change" ? TONE[`${moneySign(value)}`] : "";
  if (size === "text") {
    return <span className={cn("tabular whitespace-nowrap", colour, className)}>{parts.map((part) => part.value).join("")}</span>;
  }
  return (
    <span className={cn("tabular text-28 font-semibold tracking-[-0.02em] whitespace-nowrap sm:text-40", colour, className)}>
      {parts.map((part, index) => (
        <span key={index} className={part.type === "fraction" || part.type === "decimal" ? "text-faint" : undefined}>
          {part.value}
        </span>
      ))}
    </span>
  );
}

function Unknown({ className }: { className?: string }) {
  return (
    <span className={cn("text-faint", className)} title="Not known">
      <span aria-hidden>–</span>
      <span className="sr-only">Not known</span>
    </span>
  );
}
