import type { CorporateAction, CorporateActionType, InstrumentReference, NewCorporateAction } from "@/api/types";
import { isDecimal, shiftPoint } from "@/lib/decimal";
import { plainDecimal } from "@/lib/form";

/** What a person sees happen; several kinds may be one type for the book. */
export type Kind = "split" | "reverse_split" | "stock_dividend" | "spin_off" | "merger" | "rights" | "symbol_change";

type KindWords = { type: CorporateActionType; label: string; what: string };

export const KINDS: Record<Kind, KindWords> = {
  split: { type: "split", label: "One share became several", what: "A split" },
  reverse_split: { type: "split", label: "Several shares became one", what: "A reverse split" },
  stock_dividend: { type: "stock_dividend", label: "It paid in new shares", what: "A stock dividend" },
  spin_off: { type: "spin_off", label: "A part was split off", what: "A spin-off: a share of its own" },
  merger: { type: "merger", label: "It became another share", what: "A merger for shares" },
  rights: { type: "rights", label: "It granted rights", what: "A rights issue: rights to new shares" },
  symbol_change: { type: "symbol_change", label: "It goes by another symbol", what: "A change of symbol" },
};

export const KIND_NAMES: Kind[] = ["split", "reverse_split", "stock_dividend", "spin_off", "merger", "rights", "symbol_change"];

export type ActionDraft = {
  kind: Kind;
  date: string;
  /** New units, for so many old ones. Of a stock dividend: what came on top. */
  to: string;
  from: string;
  other: InstrumentReference | null;
  /** Per cent of the cost that goes to the other instrument. */
  share: string;
  note: string;
};

export const FIRST_NUMBERS: Record<Kind, { to: string; from: string }> = {
  split: { to: "2", from: "1" },
  reverse_split: { to: "1", from: "10" },
  stock_dividend: { to: "5", from: "100" },
  spin_off: { to: "1", from: "4" },
  merger: { to: "1", from: "2" },
  rights: { to: "1", from: "1" },
  symbol_change: { to: "", from: "" },
};

export const asksRatio = (kind: Kind): boolean => kind !== "symbol_change";
export const asksOther = (kind: Kind): boolean => ["spin_off", "merger", "rights", "symbol_change"].includes(kind);
export const asksShare = (kind: Kind): boolean => kind === "spin_off" || kind === "rights";

const COUNT = /^[1-9]\d{0,8}$/;

export type ActionProblems = Partial<Record<"date" | "to" | "from" | "other" | "share", string>>;

/** What is missing or no number, by field; empty where the book can be asked. */
export function problemsOf(draft: ActionDraft): ActionProblems {
  const problems: ActionProblems = {};
  if (draft.date === "") problems.date = "Say from which day on.";
  if (asksRatio(draft.kind)) {
    if (!COUNT.test(draft.to.trim())) problems.to = "Write a whole number.";
    if (!COUNT.test(draft.from.trim())) problems.from = "Write a whole number.";
  }
  if (asksOther(draft.kind) && !draft.other) problems.other = "Choose the other instrument.";
  if (draft.kind === "spin_off" && !draft.share.trim()) problems.share = "Say how much of the cost goes along.";
  else if (asksShare(draft.kind) && draft.share.trim() && !isDecimal(plainDecimal(draft.share.trim()))) problems.share = "Write a number such as 12.5.";
  return problems;
}

/** The fact as the API takes it, of a draft without problems. */
export function actionOf(draft: ActionDraft): NewCorporateAction {
  const { kind, date, other } = draft;
  const [to, from] = [BigInt(draft.to.trim() || "0"), BigInt(draft.from.trim() || "0")];
  const share = plainDecimal(draft.share.trim());
  const note = draft.note.trim();
  return {
    type: KINDS[kind].type,
    ex_date: date,
    ...(asksRatio(kind) ? { ratio_to: Number(kind === "stock_dividend" ? to + from : to), ratio_from: Number(from) } : {}),
    ...(asksOther(kind) && other ? { new_instrument: other.id } : {}),
    ...(asksShare(kind) && share ? { cost_share: shiftPoint(share, -2) } : {}),
    ...(note ? { note } : {}),
  };
}

/** A recorded fact in a sentence; `other` names its new instrument. */
export function sentenceOf(action: Pick<CorporateAction, "type" | "ratio_to" | "ratio_from">, symbol: string, other: string): string {
  const { ratio_to: to, ratio_from: from } = action;
  switch (action.type) {
    case "split":
      return `${to} new ${symbol} for every ${from} old`;
    case "stock_dividend":
      return `${to} ${symbol} after it for every ${from} before`;
    case "spin_off":
      return `${to} ${other} for every ${from} ${symbol}`;
    case "merger":
      return `${to} ${other} in place of every ${from} ${symbol}`;
    case "rights":
      return `${to} ${other} granted for every ${from} ${symbol}`;
    case "symbol_change":
      return `${symbol} became ${other}`;
  }
}

/** The label of a recorded fact; a split that makes fewer is a reverse one. */
export function labelOf({ type, ratio_to: to, ratio_from: from }: Pick<CorporateAction, "type" | "ratio_to" | "ratio_from">): string {
  if (type === "split" && to != null && from != null && to < from) return "Reverse split";
  return LABELS[type];
}

const LABELS: Record<CorporateActionType, string> = {
  split: "Split",
  stock_dividend: "Stock dividend",
  spin_off: "Spin-off",
  merger: "Merger",
  rights: "Rights issue",
  symbol_change: "Change of symbol",
};
