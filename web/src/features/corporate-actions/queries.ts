import "server-only";

import { load, serverApi } from "@/api/server";

export async function loadActions(instrument: string) {
  return load((await serverApi()).GET("/v1/instruments/{id}/corporate-actions", { params: { path: { id: instrument }, query: { limit: 100 } } }));
}

export async function loadAction(instrument: string, action: string) {
  return load((await serverApi()).GET("/v1/instruments/{id}/corporate-actions/{action}", { params: { path: { id: instrument, action } } }));
}
