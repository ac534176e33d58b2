"use client";

import type { Schemas } from "./types";
import { COOKIES, readCookie } from "@/lib/cookies";
import { newKey } from "./idempotency";
import { type Loaded, toDone } from "./loaded";
import { guardedFetch } from "./session-gate";

/** Sends a request that the API itself proposed; it names the operation, so no typed client can. */
export function sendFix({ method, path }: Pick<Schemas["HealthFix"], "method" | "path">, body: unknown): Promise<Loaded<true>> {
  const household = readCookie(COOKIES.household);
  const request = new Request(new URL(path, window.location.origin), {
    method,
    credentials: "same-origin",
    headers: {
      ...(body === null ? {} : { "Content-Type": "application/json" }),
      ...(household ? { "Coffer-Household": household } : {}),
      ...(method === "POST" ? { "Idempotency-Key": newKey() } : {}),
    },
    body: body === null ? undefined : JSON.stringify(body),
  });
  return toDone(
    guardedFetch(request).then(async (response) => ({ response, error: response.ok ? undefined : await response.clone().json().catch(() => null) })),
  );
}
