"use client";

import { kindOf, parseProblem } from "./problem";

/** What the server wants before it does what was asked: a session again, or a fresh proof of who it is. */
export type Wanted = "sign-in" | "proof";

/** Asks the person for it; whether they gave it. */
type Ask = (wanted: Wanted) => Promise<boolean>;

const MOST_ROUNDS = 3;
/** A 401 that answers what was offered, not a session that has ended. */
const WRONG_OFFERS = ["auth:wrong-proof", "auth:wrong-credentials", "auth:sign-in-expired"];

let asker: Ask | null = null;
const asked: Partial<Record<Wanted, Promise<boolean>>> = {};

/** While a page that can ask is shown. Without one a lost session leads to the sign-in page. */
export function answerWanted(ask: Ask): () => void {
  asker = ask;
  return () => {
    if (asker === ask) asker = null;
  };
}

/**
 * Sends a request, and the same request again once the person has signed in again or proved who they are: a form that
 * was being filled in only notices that its answer took longer.
 */
export async function guardedFetch(request: Request): Promise<Response> {
  for (let round = 1; ; round += 1) {
    const response = await fetch(request.clone());
    const wanted = await wantedBy(response);
    if (!wanted || round === MOST_ROUNDS || !(await obtain(wanted))) return response;
  }
}

async function wantedBy(response: Response): Promise<Wanted | null> {
  if (response.status !== 401 && response.status !== 403) return null;
  const body: unknown = await response.clone().json().catch(() => null);
  const kind = kindOf(parseProblem(body, response.status, null));
  if (response.status === 403) return kind === "auth:step-up-required" ? "proof" : null;
  return WRONG_OFFERS.includes(kind) ? null : "sign-in";
}

/** Requests that fail together ask once. */
function obtain(wanted: Wanted): Promise<boolean> {
  const under = asked[wanted];
  if (under) return under;
  const asking = wanted === "sign-in" ? askToSignIn() : askFor(wanted);
  asked[wanted] = asking;
  return asking.finally(() => {
    delete asked[wanted];
  });
}

/** A request that was under way while the session went on under another cookie was refused for the old one alone. */
async function askToSignIn(): Promise<boolean> {
  const alive = await fetch("/v1/me", { credentials: "same-origin" }).then((response) => response.ok, () => false);
  return alive || askFor("sign-in");
}

async function askFor(wanted: Wanted): Promise<boolean> {
  if (asker) return asker(wanted);
  if (wanted === "sign-in") {
    const back = window.location.pathname + window.location.search;
    window.location.assign(`/sign-in?next=${encodeURIComponent(back)}`);
  }
  return false;
}
