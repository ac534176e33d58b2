"use client";

import createClient, { type Middleware } from "openapi-fetch";
import { COOKIES, readCookie } from "@/lib/cookies";
import type { paths } from "./gen/schema";
import { newKey } from "./idempotency";

const identify: Middleware = {
  onRequest({ request }) {
    const household = readCookie(COOKIES.household);
    if (household) request.headers.set("Coffer-Household", household);
    if (request.method === "POST" && !request.headers.has("Idempotency-Key")) {
      request.headers.set("Idempotency-Key", newKey());
    }
    return request;
  },
  onResponse({ request, response }) {
    if (response.status === 401 && !new URL(request.url).pathname.startsWith("/v1/auth/")) {
      const back = window.location.pathname + window.location.search;
      window.location.assign(`/sign-in?next=${encodeURIComponent(back)}`);
    }
    return undefined;
  },
};

/** Commands and moving data from the browser, on the same origin. */
export const browserApi = createClient<paths>({ baseUrl: "/", credentials: "same-origin" });
browserApi.use(identify);
