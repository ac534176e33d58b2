import type { OwnershipShare } from "@/api/types";
import { compareDecimals, shiftPoint, signOf, subtract } from "@/lib/decimal";

/** Who holds which part from a day on; null, from the beginning. Parts are per cent, as people write them. */
export type OwnershipPeriod = { from: string | null; parts: Record<string, string> };

const WHOLE = "100";
/** A share has 18 digits after the point; in per cent, two fewer. */
const PERCENT = /^\d{1,3}(\.\d{1,16})?$/;

/** The parts of everyone on each day on which one changes. */
export function periodsOf(shares: OwnershipShare[]): OwnershipPeriod[] {
  const days = [...new Set(shares.map(({ from }) => from))].sort((a, b) => (a ?? "").localeCompare(b ?? ""));
  let parts: Record<string, string> = {};
  return days.map((from) => {
    for (const share of shares) {
      if (share.from === from) parts = { ...parts, [share.member]: percentOf(share.share) };
    }
    return { from, parts: onlyParts(parts) };
  });
}

/** What is sent: a share where it begins and wherever it changes, nought included. */
export function sharesOf(periods: OwnershipPeriod[]): OwnershipShare[] {
  const held = new Map<string, string>();
  return [...periods]
    .sort((a, b) => (a.from ?? "").localeCompare(b.from ?? ""))
    .flatMap(({ from, parts }) =>
      [...new Set([...held.keys(), ...Object.keys(parts)])].flatMap((member) => {
        const percent = parts[member] ?? "0";
        if (compareDecimals(percent, held.get(member) ?? "0") === 0) return [];
        held.set(member, percent);
        return [{ member, from, share: trimmed(shiftPoint(percent, -2)) }];
      }),
    );
}

/** The parts that hold on a day. */
export function periodOn(periods: OwnershipPeriod[], day: string): OwnershipPeriod | undefined {
  return periods.findLast(({ from }) => from === null || from <= day);
}

/** What is left for somebody outside the household; below nought, the parts are more than the whole. */
export function restOf(parts: Record<string, string>): string {
  return trimmed(Object.values(parts).reduce(subtract, WHOLE));
}

export function isPercent(text: string): boolean {
  return PERCENT.test(text) && compareDecimals(text, WHOLE) <= 0;
}

/** Parts alike, to the hundredth of a per cent; the last takes what that leaves over. */
export function equalParts(members: string[]): Record<string, string> {
  const hundredths = 10_000 / members.length;
  const each = trimmed(shiftPoint(String(Math.floor(hundredths)), -2));
  const parts = Object.fromEntries(members.map((member) => [member, each]));
  const last = members.at(-1);
  if (!last) return {};
  const others = members.slice(0, -1).map(() => each);
  return { ...parts, [last]: trimmed(others.reduce(subtract, WHOLE)) };
}

function percentOf(share: string): string {
  return trimmed(shiftPoint(share, 2));
}

function onlyParts(parts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(parts).filter(([, percent]) => signOf(percent) !== 0));
}

function trimmed(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
