import "server-only";

import { load, serverApi } from "@/api/server";
import type { TransactionsAddress } from "./address";

export async function loadTransactions({ filters, cursor }: TransactionsAddress) {
  return load((await serverApi()).GET("/v1/transactions", { params: { query: { ...filters, cursor, limit: 50 } } }));
}

export async function loadTransaction(id: string) {
  return load((await serverApi()).GET("/v1/transactions/{id}", { params: { path: { id } } }));
}

export async function loadInstrument(id: string) {
  return load((await serverApi()).GET("/v1/instruments/{id}", { params: { path: { id } } }));
}
