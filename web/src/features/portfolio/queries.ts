import "server-only";

import { cache } from "react";
import { load, serverApi } from "@/api/server";
import { personToday } from "@/features/shell/public-server";
import type { AllocationName, Method, SeriesQuery } from "./address";

export type ReportScope = { kind: "portfolio" | "account" | "instrument"; id: string };

/** How a course of days is wanted; arguments stand alone so that one page asks once. */
export const loadPerformance = cache(
  async (kind: ReportScope["kind"], id: string, from: string | undefined, to: string, interval: SeriesQuery["interval"], currency?: string, benchmark?: string, method?: Method) => {
    const api = await serverApi();
    const params = { path: { id }, query: { from, to, interval, currency, benchmark, cost_basis: method } };
    if (kind === "portfolio") return load(api.GET("/v1/portfolios/{id}/performance", { params }));
    if (kind === "account") return load(api.GET("/v1/accounts/{id}/performance", { params }));
    return load(api.GET("/v1/instruments/{id}/performance", { params }));
  },
);

export const loadReturns = cache(async (kind: ReportScope["kind"], id: string, to: string, currency?: string) => {
  const api = await serverApi();
  const params = { path: { id }, query: { to, currency } };
  if (kind === "portfolio") return load(api.GET("/v1/portfolios/{id}/returns", { params }));
  if (kind === "account") return load(api.GET("/v1/accounts/{id}/returns", { params }));
  return load(api.GET("/v1/instruments/{id}/returns", { params }));
});

export const loadTrades = cache(async (id: string, from: string | undefined, to: string, currency?: string, method?: Method) =>
  load((await serverApi()).GET("/v1/portfolios/{id}/trades", { params: { path: { id }, query: { from, to, currency, cost_basis: method } } })),
);

export const loadRisk = cache(async (id: string, from: string | undefined, to: string, currency?: string, benchmark?: string) =>
  load((await serverApi()).GET("/v1/portfolios/{id}/risk", { params: { path: { id }, query: { from, to, currency, benchmark } } })),
);

export const loadContribution = cache(async (id: string, from: string | undefined, to: string, currency?: string) =>
  load((await serverApi()).GET("/v1/portfolios/{id}/contribution", { params: { path: { id }, query: { from, to, currency } } })),
);

export const loadHoldings = cache(async (kind: "portfolio" | "account", id: string, currency?: string, method?: Method) => {
  const api = await serverApi();
  const params = { path: { id }, query: { on: await personToday(), currency, cost_basis: method } };
  return kind === "portfolio"
    ? load(api.GET("/v1/portfolios/{id}/holdings", { params }))
    : load(api.GET("/v1/accounts/{id}/holdings", { params }));
});

export const loadAllocation = cache(async (id: string, by: AllocationName, currency?: string) =>
  load((await serverApi()).GET("/v1/portfolios/{id}/allocation", { params: { path: { id }, query: { by, on: await personToday(), currency } } })),
);

export const loadIncome = cache(async (id: string, from: string | undefined, to: string, currency?: string) =>
  load((await serverApi()).GET("/v1/portfolios/{id}/income", { params: { path: { id }, query: { from, to, currency } } })),
);

export const loadLots = cache(async (id: string, instrument?: string, currency?: string, method?: Method) =>
  load((await serverApi()).GET("/v1/portfolios/{id}/lots", { params: { path: { id }, query: { instrument, on: await personToday(), currency, cost_basis: method } } })),
);
