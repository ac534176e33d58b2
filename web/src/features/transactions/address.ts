import type { TransactionQuery } from "@/api/types";
import { type CivilDate, isCivilDate } from "@/lib/date";
import { typeNamed } from "./types";

export type TransactionsAddress = {
  filters: Pick<TransactionQuery, "account" | "portfolio" | "instrument" | "type" | "from" | "to" | "q" | "import" | "sort"> & {
    /** The list as it was known at the end of this day. */
    known?: CivilDate;
  };
  cursor: string | undefined;
  sheet: { kind: "none" } | { kind: "new" } | { kind: "edit" | "copy"; id: string };
};

type SearchParams = Record<string, string | string[] | undefined>;

const SORTS = ["date", "-date", "amount", "-amount"] as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const FILTER_NAMES = ["account", "portfolio", "instrument", "type", "from", "to", "q", "import", "known", "sort"] as const;

/** Filters, page and open sheet all live in the address; what makes no sense is left out. */
export function parseTransactionsAddress(query: SearchParams): TransactionsAddress {
  const text = (name: string) => {
    const value = query[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const id = (name: string) => (UUID.test(text(name) ?? "") ? text(name) : undefined);
  const date = (name: string) => (isCivilDate(text(name) ?? "") ? text(name) : undefined);
  const edited = id("edit");
  const copied = id("copy");
  return {
    filters: {
      account: id("account"),
      portfolio: id("portfolio"),
      instrument: id("instrument"),
      import: id("import"),
      type: typeNamed(text("type")),
      from: date("from"),
      to: date("to"),
      q: text("q")?.slice(0, 100),
      known: date("known"),
      sort: SORTS.find((sort) => sort === text("sort") && !(date("known") && sort.endsWith("amount"))),
    },
    cursor: text("cursor"),
    sheet: edited
      ? { kind: "edit", id: edited }
      : copied
        ? { kind: "copy", id: copied }
        : text("sheet") === "new"
          ? { kind: "new" }
          : { kind: "none" },
  };
}

/** The address of the same list with some things changed; a changed filter starts at the first page. */
export function transactionsAddress(
  address: TransactionsAddress,
  changes: Partial<Record<(typeof FILTER_NAMES)[number] | "cursor" | "edit" | "copy" | "sheet", string | null>>,
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

/** The last moment of a day, as what had been recorded by then is asked for. */
export function endOfDay(date: CivilDate): string {
  return `${date}T23:59:59.999999Z`;
}
