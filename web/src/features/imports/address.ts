import type { ImportRowStatus } from "@/api/types";
import { STATUSES } from "./labels";

export type ImportAddress = { status: ImportRowStatus | undefined; cursor: string | undefined };

type SearchParams = Record<string, string | string[] | undefined>;

export function parseImportAddress(query: SearchParams): ImportAddress {
  return {
    status: STATUSES.find((status) => status === query.rows),
    cursor: typeof query.cursor === "string" && query.cursor ? query.cursor : undefined,
  };
}

export function importAddress(id: string, { status, cursor }: Partial<ImportAddress>): string {
  const query = new URLSearchParams();
  if (status) query.set("rows", status);
  if (cursor) query.set("cursor", cursor);
  return query.size > 0 ? `/import/${id}?${query}` : `/import/${id}`;
}
