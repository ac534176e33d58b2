import type { CorporateAction, CorporateActionPatch, CorporateActionType, InstrumentReference, NewCorporateAction } from "@/api/types";
import { isDecimal, shiftPoint } from "@/lib/decimal";
import { plainDecimal } from "@/lib/form";

export type ActionKind = CorporateActionType | "reverse_split";
export type Term = "ratio" | "new_instrument" | "cost_share" | "cash_per_unit" | "new_price" | "fraction_price";

type Happening = { kind: ActionKind; label: string; what: string; title: (symbol: string) => string; needs: Term[]; takes: Term[] };

/** What a person sees happen, and what has to be told of it. */
export const HAPPENINGS: readonly Happening[] = [
  { kind: "split", label: "One share became several", what: "A split", title: (symbol) => `${symbol} became several`, needs: ["ratio"], takes: ["fraction_price"] },
  { kind: "reverse_split", label: "Several shares became one", what: "A reverse split", title: (symbol) => `Several ${symbol} became one`, needs: ["ratio"], takes: ["fraction_price"] },
  { kind: "stock_dividend", label: "It paid in new shares", what: "A stock dividend", title: (symbol) => `${symbol} paid in new shares`, needs: ["ratio"], takes: ["new_price"] },
  { kind: "spin_off", label: "A part was split off", what: "A spin-off: a share of its own", title: (symbol) => `A part of ${symbol} was split off`, needs: ["new_instrument", "ratio", "cost_share"], takes: ["fraction_price"] },
  { kind: "merger", label: "It became another share", what: "A merger", title: (symbol) => `${symbol} became another share`, needs: ["new_instrument", "ratio"], takes: ["cash_per_unit", "new_price", "fraction_price"] },
  { kind: "rights", label: "It granted rights", what: "A rights issue: rights to new shares", title: (symbol) => `${symbol} granted rights`, needs: ["new_instrument", "ratio"], takes: ["cost_share"] },
  { kind: "return_of_capital", label: "It paid capital back", what: "A return of capital", title: (symbol) => `${symbol} paid capital back`, needs: ["cash_per_unit"], takes: [] },
  { kind: "symbol_change", label: "It goes by another symbol", what: "A change of symbol", title: (symbol) => `${symbol} goes by another symbol`, needs: ["new_instrument"], takes: [] },
];

export function happeningOf(kind: ActionKind): Happening {
  return HAPPENINGS.find((each) => each.kind === kind) ?? HAPPENINGS[0]!;
}

export type ActionDraft = {
  date: string;
  to: string;
  from: string;
  newInstrument: InstrumentReference | null;
  /** In per cent. */
  costShare: string;
  cashPerUnit: string;
  newPrice: string;
  fractionPrice: string;
  note: string;
};

export function newDraft(kind: ActionKind, today: string): ActionDraft {
  const ratio = kind === "split" ? { to: "2", from: "1" } : kind === "reverse_split" ? { to: "1", from: "10" } : { to: "", from: "" };
  return { date: today, ...ratio, newInstrument: null, costShare: "", cashPerUnit: "", newPrice: "", fractionPrice: "", note: "" };
}

export function kindOf({ type, ratio_to: to, ratio_from: from }: Pick<CorporateAction, "type" | "ratio_to" | "ratio_from">): ActionKind {
  return type === "split" && to != null && from != null && to < from ? "reverse_split" : type;
}

export function draftOf(action: CorporateAction): ActionDraft {
  return {
    date: action.ex_date,
    to: action.ratio_to?.toString() ?? "",
    from: action.ratio_from?.toString() ?? "",
    newInstrument: action.new_instrument ?? null,
    costShare: action.cost_share ? shiftPoint(action.cost_share, 2).replace(/\.0*$/, "") : "",
    cashPerUnit: action.cash_per_unit ?? "",
    newPrice: action.new_price ?? "",
    fractionPrice: action.fraction_price ?? "",
    note: action.note ?? "",
  };
}

const COUNT = /^[1-9]\d{0,8}$/;

export type DraftProblems = Partial<Record<keyof ActionDraft, string>>;

const plain = plainDecimal;

const DECIMALS: readonly { term: Term; key: "costShare" | "cashPerUnit" | "newPrice" | "fractionPrice" }[] = [
  { term: "cost_share", key: "costShare" },
  { term: "cash_per_unit", key: "cashPerUnit" },
  { term: "new_price", key: "newPrice" },
  { term: "fraction_price", key: "fractionPrice" },
];

/** What is missing or no number, by field; empty where the book can be asked. */
export function problemsOf(kind: ActionKind, draft: ActionDraft): DraftProblems {
  const { needs, takes } = happeningOf(kind);
  const problems: DraftProblems = {};
  if (draft.date === "") problems.date = "Say from which day on.";
  if (needs.includes("ratio")) {
    if (!COUNT.test(draft.to.trim())) problems.to = "Write a whole number.";
    if (!COUNT.test(draft.from.trim())) problems.from = "Write a whole number.";
  }
  if (needs.includes("new_instrument") && draft.newInstrument === null) problems.newInstrument = "Choose one, or add it.";
  for (const { term, key } of DECIMALS) {
    const typed = plain(draft[key]);
    if (typed === "" && needs.includes(term)) problems[key] = "Write a number.";
    if (typed !== "" && (needs.includes(term) || takes.includes(term)) && !isDecimal(typed)) problems[key] = "Write a plain number such as 12.50.";
  }
  return problems;
}

/** The action as the API takes it, of a draft without problems. */
export function actionOf(kind: ActionKind, draft: ActionDraft): NewCorporateAction {
  const { needs, takes } = happeningOf(kind);
  const asks = (term: Term) => needs.includes(term) || takes.includes(term);
  const told = (term: Term, text: string) => (asks(term) && plain(text) !== "" ? plain(text) : undefined);
  const share = told("cost_share", draft.costShare);
  return {
    type: kind === "reverse_split" ? "split" : kind,
    ex_date: draft.date,
    ratio_to: asks("ratio") ? Number(draft.to) : undefined,
    ratio_from: asks("ratio") ? Number(draft.from) : undefined,
    new_instrument: asks("new_instrument") ? draft.newInstrument?.id : undefined,
    cost_share: share === undefined ? undefined : shiftPoint(share, -2),
    cash_per_unit: told("cash_per_unit", draft.cashPerUnit),
    new_price: told("new_price", draft.newPrice),
    fraction_price: told("fraction_price", draft.fractionPrice),
    note: draft.note.trim() || undefined,
  };
}

/** The same as a change of what stands: what was emptied is cleared. */
export function patchOf(action: NewCorporateAction): CorporateActionPatch {
  const { type: _kind, accounts: _accounts, currency: _currency, ...terms } = action;
  return { ...terms, cash_per_unit: terms.cash_per_unit ?? null, cost_share: terms.cost_share ?? null, new_price: terms.new_price ?? null, fraction_price: terms.fraction_price ?? null, note: terms.note ?? null };
}

const LABELS: Record<ActionKind, string> = {
  split: "Split",
  reverse_split: "Reverse split",
  stock_dividend: "Stock dividend",
  spin_off: "Spin-off",
  merger: "Merger",
  rights: "Rights issue",
  return_of_capital: "Return of capital",
  symbol_change: "Change of symbol",
};

type Told = Pick<CorporateAction, "type" | "ratio_to" | "ratio_from"> & Partial<Pick<CorporateAction, "new_instrument" | "cash_per_unit" | "currency">>;

export function labelOf(action: Told): string {
  return LABELS[kindOf(action)];
}

export function sentenceOf(action: Told, symbol: string): string {
  const received = action.new_instrument?.symbol ?? symbol;
  const ratio = action.ratio_to != null && action.ratio_from != null ? `${action.ratio_to} new ${received} for every ${action.ratio_from} ${action.type === "split" ? "old" : symbol}` : null;
  const cash = action.cash_per_unit ? `${action.cash_per_unit} ${action.currency ?? ""} for each ${symbol}` : null;
  return [ratio, cash].filter(Boolean).join(" and ") || `It is ${received} now`;
}
