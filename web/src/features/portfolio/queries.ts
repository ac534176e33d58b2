import "server-only";

import { cache } from "react";
import { load, serverApi } from "@/api/server";
import type { AllocationName, SeriesQuery } from "./address";

export type ReportScope = { kind: "portfolio" | "account"; id: string };

export const loadPerformance = cache(async (kind: ReportScope["kind"], id: string, from: string | undefined, to: string, interval: SeriesQuery["interval"]) => {
  const api = await serverApi();
  const params = { path: { id }, query: { from, to, interval } };
  return kind === "portfolio"
    ? load(api.GET("/v1/portfolios/{id}/performance", { params }))
    : load(api.GET("/v1/accounts/{id}/performance", { params }));
});

export const loadHoldings = cache(async (kind: ReportScope["kind"], id: string) => {
  const api = await serverApi();
  const params = { path: { id } };
  return kind === "portfolio"
    ? load(api.GET("/v1/portfolios/{id}/holdings", { params }))
    : load(api.GET("/v1/accounts/{id}/holdings", { params }));
});

export const loadAllocation = cache(async (id: string, by: AllocationName) =>
  load((await serverApi()).GET("/v1/portfolios/{id}/allocation", { params: { path: { id }, query: { by } } })),
);
