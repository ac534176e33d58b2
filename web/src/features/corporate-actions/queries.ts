import "server-only";

import { loadPages } from "@/api/pages";
import { load, serverApi } from "@/api/server";

export async function loadActions(instrument: string) {
  return load((await serverApi()).GET("/v1/instruments/{id}/corporate-actions", { params: { path: { id: instrument }, query: { limit: 100 } } }));
}

/** The accounts in which an instrument was ever booked, on either side; none where they cannot be read. */
export async function accountsWith(instrument: string): Promise<string[]> {
  const api = await serverApi();
  const booked = await loadPages((cursor) => load(api.GET("/v1/transactions", { params: { query: { instrument, limit: 200, cursor } } })));
  if (!booked.ok) return [];
  return [...new Set(booked.data.flatMap(({ account, counter_account }) => (counter_account ? [account, counter_account] : [account])))];
}
