import { magnitude, signOf } from "@/lib/decimal";


export function daysBetweenWords(days: number): string {
  if (days === 0) return "the same day";
  const count = days < 0 ? -days : days;
  return `${count} ${count === 1 ? "day" : "days"} ${days < 0 ? "earlier" : "later"}`;
}

/** Two sides can be joined only where what arrived is what left; hidden figures are left to the server. */
export function differs(difference: string | null): difference is string {
  return difference !== null && signOf(difference) !== 0;
}

/** "50.00 less" of a difference of -50.00, written by the caller's format. */
export function differenceWords(difference: string, format: (text: string) => string): string {
  return `${format(magnitude(difference))} ${signOf(difference) < 0 ? "less" : "more"} arrived`;
}
