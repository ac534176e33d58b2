import "server-only";

import { load, serverApi } from "@/api/server";
import type { Change } from "@/api/types";

const PAGE = 25;

export async function loadChanges(cursor: string | undefined) {
  return load((await serverApi()).GET("/v1/changes", { params: { query: { limit: PAGE, cursor } } }));
}

/** The symbols of what the changes are about; one that cannot be read stays without. */
export async function symbolsOf(changes: Change[]): Promise<Map<string, string>> {
  const ids = [...new Set(changes.flatMap(({ summary }) => summary.instrument ?? []))];
  const api = await serverApi();
  const read = await Promise.all(ids.map((id) => load(api.GET("/v1/instruments/{id}", { params: { path: { id } } }))));
  return new Map(read.flatMap((each) => (each.ok ? [[each.data.id, each.data.symbol] as const] : [])));
}
