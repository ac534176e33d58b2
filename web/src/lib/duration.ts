import { addMonths, type CivilDate, daysBetween } from "./date";

/** How long from one day to another, in the largest units that people say: "3 y 2 m", "5 m", "12 d". */
export function durationText(from: CivilDate, to: CivilDate): string {
  const months = wholeMonths(from, to);
  if (months < 1) return `${Math.max(daysBetween(from, to), 0)} d`;
  const [years, rest] = [Math.floor(months / 12), months % 12];
  if (years === 0) return `${rest} m`;
  return rest === 0 ? `${years} y` : `${years} y ${rest} m`;
}

function wholeMonths(from: CivilDate, to: CivilDate): number {
  const months = (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
  return addMonths(from, months) > to ? months - 1 : months;
}
