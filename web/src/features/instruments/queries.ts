import "server-only";

import { cache } from "react";
import { loadPages } from "@/api/pages";
import { load, serverApi } from "@/api/server";
import { personToday } from "@/features/shell/public-server";
import type { CivilDate } from "@/lib/date";

export const loadInstrument = cache(async (id: string) => load((await serverApi()).GET("/v1/instruments/{id}", { params: { path: { id } } })));

export async function loadPrices(id: string, from: CivilDate | undefined, to: CivilDate) {
  const api = await serverApi();
  return loadPages((cursor) => load(api.GET("/v1/instruments/{id}/prices", { params: { path: { id }, query: { from, to, cursor, limit: 5000 } } })));
}

/** Everything recorded about the instrument in the period, latest first. */
export async function loadOwnTransactions(instrument: string, from: CivilDate | undefined, to: CivilDate) {
  const api = await serverApi();
  return loadPages((cursor) => load(api.GET("/v1/transactions", { params: { query: { instrument, from, to, cursor, limit: 200 } } })));
}

export async function loadLots(id: string, currency?: string) {
  return load((await serverApi()).GET("/v1/instruments/{id}/lots", { params: { path: { id }, query: { on: await personToday(), currency } } }));
}

export async function loadTrades(id: string, to: CivilDate) {
  return load((await serverApi()).GET("/v1/instruments/{id}/trades", { params: { path: { id }, query: { to, state: "closed" } } }));
}

export async function loadCorporateActions(id: string) {
  const api = await serverApi();
  return loadPages((cursor) => load(api.GET("/v1/instruments/{id}/corporate-actions", { params: { path: { id }, query: { cursor } } })));
}
