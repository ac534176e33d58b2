import "server-only";

import type { Loaded } from "@/api/loaded";
import { loadPages } from "@/api/pages";
import { load, serverApi } from "@/api/server";
import type { Grant, Invitation } from "@/api/types";
import { loadAccounts, loadPortfolios } from "@/features/shell/public-server";
import type { Grantable } from "./grantable";

export async function loadGrants(household: string, member?: string): Promise<Loaded<Grant[]>> {
  const api = await serverApi();
  return loadPages((cursor) =>
    load(api.GET("/v1/households/{id}/grants", { params: { path: { id: household }, query: { member, limit: 200, cursor } } })),
  );
}

export async function loadInvitations(household: string): Promise<Loaded<Invitation[]>> {
  const api = await serverApi();
  return loadPages((cursor) =>
    load(api.GET("/v1/households/{id}/invitations", { params: { path: { id: household }, query: { limit: 200, cursor } } })),
  );
}

/** What a member with a narrowed sight can be shown. */
export async function loadGrantables(): Promise<Grantable[]> {
  const [accounts, portfolios] = await Promise.all([loadAccounts(), loadPortfolios()]);
  return [
    ...(accounts.ok ? accounts.data.items : []).map(({ id, name }) => ({ kind: "account" as const, id, name })),
    ...(portfolios.ok ? portfolios.data.items : []).map(({ id, name }) => ({ kind: "portfolio" as const, id, name })),
  ];
}
