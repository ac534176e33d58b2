import "server-only";

import { cookies } from "next/headers";
import { cache } from "react";
import { loadPages } from "@/api/pages";
import { load, serverApi } from "@/api/server";
import { COOKIES } from "@/lib/cookies";
import { type CivilDate, today } from "@/lib/date";

export const loadMe = cache(async () => load((await serverApi()).GET("/v1/me")));

export const loadProfile = cache(async () => load((await serverApi()).GET("/v1/me/profile")));

export const loadAccounts = cache(async () =>
  load((await serverApi()).GET("/v1/accounts", { params: { query: { limit: 200 } } })),
);

export const loadPortfolios = cache(async () =>
  load((await serverApi()).GET("/v1/portfolios", { params: { query: { limit: 200 } } })),
);

export const loadCurrencies = cache(async () => load((await serverApi()).GET("/v1/currencies")));

/** The household that the requests of this page are about. */
export const currentHousehold = cache(async () => {
  const me = await loadMe();
  if (!me.ok) return null;
  const chosen = (await cookies()).get(COOKIES.household)?.value;
  const { households } = me.data;
  return households.find((household) => household.id === chosen) ?? households[0] ?? null;
});

/** All members: a household has a few, an office's may have many. */
export const loadMembers = cache(async (household: string) => {
  const api = await serverApi();
  return loadPages((cursor) =>
    load(api.GET("/v1/households/{id}/members", { params: { path: { id: household }, query: { limit: 200, cursor } } })),
  );
});

/** The day it is where the person is. */
export const personToday = cache(async (): Promise<CivilDate> => {
  const me = await loadMe();
  return today(me.ok ? me.data.time_zone : undefined, new Date());
});
