"use client";

import createClient, { type Middleware } from "openapi-fetch";
import { COOKIES, readCookie } from "@/lib/cookies";
import type { paths } from "./gen/schema";
import { newKey } from "./idempotency";
import { guardedFetch } from "./session-gate";

const identify: Middleware = {
  onRequest({ request }) {
    const household = readCookie(COOKIES.household);
    if (household) request.headers.set("Coffer-Household", household);
    if (request.method === "POST" && !request.headers.has("Idempotency-Key")) {
      request.headers.set("Idempotency-Key", newKey());
    }
    return request;
  },
};

/** Commands and moving data from the browser, on the same origin. */
export const browserApi = createClient<paths>({ baseUrl: "/", credentials: "same-origin", fetch: guardedFetch });
browserApi.use(identify);
