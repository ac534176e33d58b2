import { isDecimal } from "./decimal";

export const DEFAULT_LOCALE = "en-GB";

const MINUS = "\u2212";

/** The first language of an Accept-Language header that Intl knows, else the default. */
export function pickLocale(acceptLanguage: string | null | undefined): string {
  for (const entry of (acceptLanguage ?? "").split(",")) {
    const tag = entry.split(";")[0]?.trim() ?? "";
    if (tag === "" || tag === "*") continue;
    try {
      const [known] = Intl.NumberFormat.supportedLocalesOf([tag]);
      if (known) return known;
    } catch {
      continue;
    }
  }
  return DEFAULT_LOCALE;
}

const cache = new Map<string, Intl.NumberFormat>();

function formatter(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale}|${JSON.stringify(options)}`;
  let found = cache.get(key);
  if (!found) {
    found = new Intl.NumberFormat(locale, options);
    cache.set(key, found);
  }
  return found;
}

export type NumberPart = { type: Intl.NumberFormatPartTypes; value: string };

/**
 * Formats a decimal string exactly (Intl reads the digits, no binary number in between), with a
 * true minus sign. Text that is no decimal is refused: a caller has mixed something up.
 */
export function formatParts(text: string, locale: string, options: Intl.NumberFormatOptions): NumberPart[] {
  if (!isDecimal(text)) throw new TypeError("not a decimal");
  return formatter(locale, options)
    .formatToParts(text)
    .map(({ type, value }) => ({ type, value: type === "minusSign" ? MINUS : value }));
}

export function joinParts(parts: NumberPart[]): string {
  return parts.map((part) => part.value).join("");
}

/** Ratios and statistics are JSON numbers by contract; their decimal text goes the same way. */
export function ratioText(ratio: number): string {
  if (!Number.isFinite(ratio)) throw new TypeError("not a finite ratio");
  return ratio.toFixed(10);
}
