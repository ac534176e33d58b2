import type { TransactionQuery, TransactionType } from "@/api/types";
import { isCivilDate } from "@/lib/date";
import { TYPE_GROUPS } from "./types";

export type TransactionsAddress = {
  filters: Pick<TransactionQuery, "account" | "portfolio" | "instrument" | "type" | "from" | "to" | "q" | "import" | "sort">;
  cursor: string | undefined;
  sheet: { kind: "none" } | { kind: "new" } | { kind: "edit"; id: string };
};

type SearchParams = Record<string, string | string[] | undefined>;

const SORTS = ["date", "-date", "amount", "-amount"] as const;
const TYPES = TYPE_GROUPS.flatMap((group) => group.types);
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const FILTER_NAMES = ["account", "portfolio", "instrument", "type", "from", "to", "q", "import", "sort"] as const;

/** Filters, page and open sheet all live in the address; what makes no sense is left out. */
export function parseTransactionsAddress(query: SearchParams): TransactionsAddress {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const id = (name: string) => (UUID.test(text(name) ?? "") ? text(name) : undefined);
  const date = (name: string) => (isCivilDate(text(name) ?? "") ? text(name) : undefined);
  const edited = id("edit");
  return {
    filters: {
      account: id("account"),
      portfolio: id("portfolio"),
      instrument: id("instrument"),
      import: id("import"),
      type: transactionType(text("type")),
      from: date("from"),
      to: date("to"),
      q: text("q")?.slice(0, 100),
      sort: SORTS.find((sort) => sort === text("sort")),
    },
    cursor: text("cursor"),
    sheet: edited ? { kind: "edit", id: edited } : text("sheet") === "new" ? { kind: "new" } : { kind: "none" },
  };
}

/** The address of the same list with some things changed; a changed filter starts at the first page. */
export function transactionsAddress(
  address: TransactionsAddress,
  changes: Partial<Record<(typeof FILTER_NAMES)[number] | "cursor" | "edit" | "sheet", string | null>>,
): string {
  const query = new URLSearchParams();
  for (const name of FILTER_NAMES) {
    const value = address.filters[name];
    if (value) query.set(name, value);
  }
  const refiltered = FILTER_NAMES.some((name) => name in changes);
  if (address.cursor && !refiltered) query.set("cursor", address.cursor);
  for (const [name, value] of Object.entries(changes)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  return query.size > 0 ? `/transactions?${query}` : "/transactions";
}

export function hasFilters({ filters }: TransactionsAddress): boolean {
  return FILTER_NAMES.some((name) => name !== "sort" && filters[name] !== undefined);
}

function transactionType(text: string | undefined): TransactionType | undefined {
  return TYPES.find((type) => type === text);
}
