"use client";

import createClient, { type Middleware } from "openapi-fetch";
import { COOKIES, readCookie } from "@/lib/cookies";
import type { paths } from "./gen/schema";
import { newKey } from "./idempotency";
import { guardedFetch } from "./session-gate";

const identify: Middleware = {
  onRequest({ request }) {
    const household = readCookie(COOKIES.household);
    // What concerns the person alone does not depend on a household, which may be another person's of this browser.
    if (household && !/^\/v1\/(auth|me)(\/|$)/.test(new URL(request.url).pathname)) request.headers.set("Coffer-Household", household);
    if (request.method === "POST" && !request.headers.has("Idempotency-Key")) {
      request.headers.set("Idempotency-Key", newKey());
    }
    return request;
  },
};

/** Commands and moving data from the browser, on the same origin. */
export const browserApi = createClient<paths>({ baseUrl: "/", credentials: "same-origin", fetch: guardedFetch });
browserApi.use(identify);
