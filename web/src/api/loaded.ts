import { parseProblem, type Problem, unreachable } from "./problem";

/** What came back: the data, or why not. */
export type Loaded<T> = { ok: true; data: T; etag: string | null } | { ok: false; problem: Problem };

type Answer<T> = { data?: T; error?: unknown; response: Response };

export async function toLoaded<T>(call: Promise<Answer<T>>): Promise<Loaded<T>> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch {
    return { ok: false, problem: unreachable() };
  }
  const { data, error, response } = answer;
  if (response.ok && data !== undefined) return { ok: true, data, etag: response.headers.get("etag") };
  return { ok: false, problem: problemOf(error, response) };
}

/** For answers without a body: 202, 204. */
export async function toDone(call: Promise<{ error?: unknown; response: Response }>): Promise<Loaded<true>> {
  try {
    const { error, response } = await call;
    if (response.ok) return { ok: true, data: true, etag: response.headers.get("etag") };
    return { ok: false, problem: problemOf(error, response) };
  } catch {
    return { ok: false, problem: unreachable() };
  }
}

function problemOf(error: unknown, response: Response): Problem {
  const seconds = Number(response.headers.get("retry-after") ?? "");
  const retryAt = response.status === 429 && seconds > 0 ? Date.now() + seconds * 1000 : undefined;
  return parseProblem(error, response.status, traceOf(response), retryAt);
}

function traceOf(response: Response): string | null {
  return response.headers.get("traceparent")?.split("-")[1] ?? null;
}
