import "server-only";

import { load, serverApi } from "@/api/server";
import { endOfDay, type TransactionsAddress } from "./address";

export async function loadTransactions({ filters: { known, ...filters }, cursor }: TransactionsAddress) {
  const query = { ...filters, ...(known ? { as_known_at: endOfDay(known) } : {}), cursor, limit: 50 };
  return load((await serverApi()).GET("/v1/transactions", { params: { query } }));
}

export async function loadTransaction(id: string) {
  return load((await serverApi()).GET("/v1/transactions/{id}", { params: { path: { id } } }));
}

export async function loadInstrument(id: string) {
  return load((await serverApi()).GET("/v1/instruments/{id}", { params: { path: { id } } }));
}

export async function loadRevisions(id: string) {
  return load((await serverApi()).GET("/v1/transactions/{id}/revisions", { params: { path: { id }, query: { limit: 50 } } }));
}

export async function loadTypeRules() {
  return load((await serverApi()).GET("/v1/transaction-types"));
}
