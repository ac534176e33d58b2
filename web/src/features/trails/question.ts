import { browserApi } from "@/api/browser";
import { type Loaded, toLoaded } from "@/api/loaded";
import type { CostBasisMethod, Explanation, FigureName } from "@/api/types";

/** The report whose figures are asked about: the same choices as it was asked for. */
export type TrailScope = { kind: "portfolio" | "account" | "instrument"; id: string };
export type TrailReport = { from?: string; to?: string; currency?: string; benchmark?: string; cost_basis?: CostBasisMethod };

/** Of a holding, the instrument; of a day, the day. */
export type TrailOf = { figure: FigureName; instrument?: string; account?: string; date?: string };

const MOST_NODES = 20_000;

/** One step of the trail: a node and what it is computed from; without a node, the figure itself. */
export function askTrail(scope: TrailScope, report: TrailReport, of: TrailOf, node?: number): Promise<Loaded<Explanation>> {
  const query = { ...report, ...of, node, depth: 1, limit: MOST_NODES };
  const params = { path: { id: scope.id }, query };
  if (scope.kind === "portfolio") return toLoaded(browserApi.GET("/v1/portfolios/{id}/explain", { params }));
  if (scope.kind === "account") return toLoaded(browserApi.GET("/v1/accounts/{id}/explain", { params }));
  return toLoaded(browserApi.GET("/v1/instruments/{id}/explain", { params }));
}
