import { formatParts, joinParts, type NumberPart, ratioText } from "./intl";
import { scaleOf, signOf } from "./decimal";

export type MoneyValue = { amount: string; currency: string };

/** How the sign is shown: only below zero, or on every change. */
export type SignDisplay = "auto" | "change";

export type MoneyFormat = {
  locale: string;
  sign?: SignDisplay;
  /** Left out where the column already names the currency. */
  currency?: "shown" | "hidden";
  /** Digits after the point; the currency's own number where absent. */
  digits?: number;
};

const SIGN: Record<SignDisplay, "negative" | "exceptZero"> = { auto: "negative", change: "exceptZero" };

export function moneyParts(money: MoneyValue, format: MoneyFormat): NumberPart[] {
  const digits = format.digits;
  const parts = formatParts(money.amount, format.locale, {
    style: "currency",
    currency: money.currency,
    currencyDisplay: "narrowSymbol",
    signDisplay: SIGN[format.sign ?? "auto"],
    ...(digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  });
  if (format.currency !== "hidden") return parts;
  return trimLiterals(parts.filter((part) => part.type !== "currency"));
}

export function formatMoney(money: MoneyValue, format: MoneyFormat): string {
  return joinParts(moneyParts(money, format));
}

/** Axes only: 1.2M. */
export function formatCompactMoney(money: MoneyValue, locale: string): string {
  return joinParts(
    formatParts(money.amount, locale, {
      style: "currency",
      currency: money.currency,
      currencyDisplay: "narrowSymbol",
      notation: "compact",
      signDisplay: "negative",
      maximumSignificantDigits: 3,
    }),
  );
}

export type PercentFormat = { locale: string; sign?: SignDisplay; digits?: number };

/** A fraction (0.0731) as 7.31 %. */
export function formatRatio(ratio: number, format: PercentFormat): string {
  return percentText(ratioText(ratio), format);
}

/** The same for a fraction that arrives as an exact decimal. */
export function percentText(fraction: string, format: PercentFormat): string {
  const digits = format.digits ?? 2;
  return joinParts(
    formatParts(fraction, format.locale, {
      style: "percent",
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay: SIGN[format.sign ?? "auto"],
    }),
  );
}

/** Quantities and prices show the digits they have, within limits. */
export function formatDecimal(text: string, locale: string, limits: { min?: number; max?: number } = {}): string {
  const min = limits.min ?? 0;
  const max = Math.max(min, Math.min(limits.max ?? 8, scaleOf(text)));
  return joinParts(
    formatParts(text, locale, {
      minimumFractionDigits: min,
      maximumFractionDigits: max,
      signDisplay: "negative",
    }),
  );
}

export function moneySign(money: MoneyValue): -1 | 0 | 1 {
  return signOf(money.amount);
}

function trimLiterals(parts: NumberPart[]): NumberPart[] {
  return parts.filter((part) => part.type !== "literal" || part.value.trim() !== "");
}
