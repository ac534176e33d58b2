const YEAR = 365;

/** Days as people say them: below a year in days, beyond in years with one digit. */
export function heldText(days: number | null): string {
  if (days === null) return "–";
  if (days < YEAR) return `${days} d`;
  return `${(Math.floor((days / YEAR) * 10) / 10).toFixed(1)} y`;
}
