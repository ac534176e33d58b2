import "server-only";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import createClient from "openapi-fetch";
import { cache } from "react";
import { COOKIES } from "@/lib/cookies";
import type { paths } from "./gen/schema";
import { type Loaded, toLoaded } from "./loaded";
import { parseProblem } from "./problem";

const TIMEOUT_MS = 20_000;

/** The API as the signed-in person sees it: their cookies and chosen household go along. */
export const serverApi = cache(async () => {
  const incoming = await headers();
  const baseUrl = process.env.COFFER_API_URL;
  if (!baseUrl) throw new Error("COFFER_API_URL is not set");
  const household = (await cookies()).get(COOKIES.household)?.value;
  return createClient<paths>({
    baseUrl,
    cache: "no-store",
    headers: {
      Cookie: incoming.get("cookie") ?? "",
      ...forwarded(incoming),
      ...(household ? { "Coffer-Household": household } : {}),
    },
    fetch: fetchAsMember,
  });
});

/** A household that one has left, or was taken out of, is forgotten: the answer is about the next one. */
async function fetchAsMember(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await fetch(request, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  if (response.status !== 404 || !request.headers.has("Coffer-Household")) return response;
  const { type } = parseProblem(await response.clone().json().catch(() => null), response.status, null);
  if (type !== "urn:coffer:problem:request:household-not-found") return response;
  again.headers.delete("Coffer-Household");
  return fetch(again, { signal: AbortSignal.timeout(TIMEOUT_MS) });
}

/** Loads for a panel. A session that has ended leads to sign-in, and back here afterwards. */
export async function load<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<Loaded<T>> {
  const loaded = await toLoaded(call);
  if (!loaded.ok && loaded.problem.status === 401) redirect(await signInAddress());
  return loaded;
}

async function signInAddress(): Promise<string> {
  const path = (await headers()).get("x-coffer-path") ?? "/dashboard";
  return `/sign-in?next=${encodeURIComponent(path)}`;
}

function forwarded(incoming: Headers): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ["x-forwarded-for", "x-forwarded-proto", "user-agent", "traceparent"]) {
    const value = incoming.get(name);
    if (value) kept[name] = value;
  }
  return kept;
}
