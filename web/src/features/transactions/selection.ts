import type { BulkEdit, TransactionSelection } from "@/api/types";
import type { TransactionsAddress } from "./address";

/** The most that one change may touch. */
export const MOST_ROWS = 1000;

export type Chosen = { kind: "rows"; ids: ReadonlySet<string> } | { kind: "matching"; filter: TransactionSelection; count: number };

export const NOTHING: Chosen = { kind: "rows", ids: new Set() };

export function countOf(chosen: Chosen): number {
  return chosen.kind === "rows" ? chosen.ids.size : chosen.count;
}

/** Turns one row on or off; with an anchor, all between the two become what the row becomes. */
export function toggled(chosen: Chosen, order: readonly string[], id: string, anchor: string | null): Chosen {
  const ids = new Set(chosen.kind === "rows" ? chosen.ids : order);
  const on = !ids.has(id);
  for (const each of anchor === null ? [id] : between(order, anchor, id)) {
    if (on) ids.add(each);
    else ids.delete(each);
  }
  return { kind: "rows", ids };
}

function between(order: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)];
  if (a < 0 || b < 0) return [to];
  return order.slice(Math.min(a, b), Math.max(a, b) + 1);
}

export function pageState(chosen: Chosen, order: readonly string[]): "on" | "off" | "some" {
  if (chosen.kind === "matching") return "on";
  const on = order.filter((id) => chosen.ids.has(id)).length;
  if (on === 0) return "off";
  return on === order.length ? "on" : "some";
}

/** The filter of the list as an edit takes it; null where everything would match, which no edit does. */
export function selectionOf({ filters }: TransactionsAddress): TransactionSelection | null {
  const filter: TransactionSelection = {};
  const { account, portfolio, instrument, type, from, to, q } = filters;
  if (account) filter.account = account;
  if (portfolio) filter.portfolio = portfolio;
  if (instrument) filter.instrument = instrument;
  if (type) filter.type = type;
  if (from) filter.from = from;
  if (to) filter.to = to;
  if (q) filter.q = q;
  if (filters.import) filter.import = filters.import;
  return Object.keys(filter).length > 0 ? filter : null;
}

/** Which rows an edit names: the ones chosen, or the filter with the number that was shown. */
export function whichOf(chosen: Chosen): Pick<BulkEdit, "transactions" | "filter" | "count"> {
  return chosen.kind === "rows" ? { transactions: [...chosen.ids] } : { filter: chosen.filter, count: chosen.count };
}

export type BulkField = "account" | "instrument" | "category" | "note" | "date" | "type";

/** The change of one field; what may be empty is cleared by an empty value. */
export function changeOf(field: BulkField, value: string): NonNullable<BulkEdit["change"]> {
  const text = value.trim();
  return { [field]: text === "" ? null : text };
}
