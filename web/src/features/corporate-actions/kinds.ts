import type { CorporateAction, NewCorporateAction, TransactionType } from "@/api/types";

export type SplitKind = "split" | "reverse_split";

/** What a person sees happen. A split is a fact of the instrument; the others are booked where they happened. */
export const HAPPENINGS: { label: string; what: string; split?: SplitKind; type: TransactionType }[] = [
  { label: "One share became several", what: "A split", split: "split", type: "split" },
  { label: "Several shares became one", what: "A reverse split", split: "reverse_split", type: "split" },
  { label: "It paid in new shares", what: "A stock dividend", type: "stock_dividend" },
  { label: "A part was split off", what: "A spin-off: a share of its own", type: "spin_off" },
  { label: "It became another share", what: "A merger", type: "merger" },
  { label: "It granted rights", what: "A rights issue: rights to new shares", type: "rights" },
  { label: "It paid capital back", what: "A return of capital", type: "return_of_capital" },
  { label: "It goes by another symbol", what: "A change of symbol", type: "symbol_change" },
];

export function happeningHref(instrument: string, { split, type }: (typeof HAPPENINGS)[number]): string {
  if (split) return `/instruments/${instrument}/actions?sheet=${split}`;
  return `/transactions?instrument=${instrument}&type=${type}&sheet=new`;
}

export type SplitDraft = { date: string; to: string; from: string; note: string };

export function newSplit(kind: SplitKind, today: string): SplitDraft {
  return { date: today, note: "", ...(kind === "split" ? { to: "2", from: "1" } : { to: "1", from: "10" }) };
}

const COUNT = /^[1-9]\d{0,8}$/;

export type SplitProblems = Partial<Record<"date" | "to" | "from", string>>;

/** What is missing or no number, by field; empty where the book can be asked. */
export function problemsOf(draft: SplitDraft): SplitProblems {
  const problems: SplitProblems = {};
  if (draft.date === "") problems.date = "Say from which day on.";
  if (!COUNT.test(draft.to.trim())) problems.to = "Write a whole number.";
  if (!COUNT.test(draft.from.trim())) problems.from = "Write a whole number.";
  return problems;
}

type Split = Extract<NewCorporateAction["type"], "split">;

/** The fact as the API takes it, of a draft without problems. */
export function splitOf({ date, to, from, note }: SplitDraft): NewCorporateAction & { type: Split; ratio_to: number; ratio_from: number } {
  const text = note.trim();
  return { type: "split", ex_date: date, ratio_to: Number(to), ratio_from: Number(from), ...(text ? { note: text } : {}) };
}

type Ratio = Pick<CorporateAction, "ratio_to" | "ratio_from">;

export function labelOf({ ratio_to: to, ratio_from: from }: Ratio): string {
  return to != null && from != null && to < from ? "Reverse split" : "Split";
}

export function sentenceOf({ ratio_to: to, ratio_from: from }: Ratio, symbol: string): string {
  return `${to} new ${symbol} for every ${from} old`;
}
