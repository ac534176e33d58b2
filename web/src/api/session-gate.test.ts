import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { answerWanted, guardedFetch, type Wanted } from "./session-gate";

const ended = () => problem(401, "urn:coffer:problem:request:unauthenticated");
const unproved = () => problem(403, "urn:coffer:problem:auth:step-up-required");

function problem(status: number, type: string): Response {
  return Response.json({ type, title: "Refused", status }, { status });
}

/** A server that answers from a list, and remembers what it was sent; `alive` is what it says of the session. */
function serve(answers: Response[], alive = false) {
  const sent: { path: string; body: string; key: string | null }[] = [];
  vi.stubGlobal("fetch", async (input: Request | string) => {
    if (typeof input === "string") return new Response(null, { status: alive ? 200 : 401 });
    sent.push({ path: new URL(input.url).pathname, body: await input.text(), key: input.headers.get("Idempotency-Key") });
    return answers.shift() ?? new Response(null, { status: 204 });
  });
  return sent;
}

const request = (path = "/v1/accounts") =>
  new Request(`https://coffer.example${path}`, { method: "POST", body: '{"name":"Broker"}', headers: { "Idempotency-Key": "k1" } });

describe("a request that meets an ended session", () => {
  let asked: Wanted[];
  let gives: boolean;
  let leave: () => void;

  beforeEach(() => {
    asked = [];
    gives = true;
    leave = answerWanted(async (wanted) => {
      asked.push(wanted);
      return gives;
    });
  });
  afterEach(() => {
    leave();
    vi.unstubAllGlobals();
  });

  it("is sent again as it was, once the person has signed in", async () => {
    const sent = serve([ended()]);
    expect((await guardedFetch(request())).status).toBe(204);
    expect(asked).toEqual(["sign-in"]);
    expect(sent).toEqual([1, 2].map(() => ({ path: "/v1/accounts", body: '{"name":"Broker"}', key: "k1" })));
  });

  it("is refused where the person does not sign in", async () => {
    gives = false;
    const sent = serve([ended()]);
    expect((await guardedFetch(request())).status).toBe(401);
    expect(sent).toHaveLength(1);
  });

  it("asks nobody where only the old cookie was refused", async () => {
    serve([ended()], true);
    expect((await guardedFetch(request())).status).toBe(204);
    expect(asked).toEqual([]);
  });

  it("asks once for many at the same time", async () => {
    serve([ended(), ended(), ended()]);
    const statuses = await Promise.all([guardedFetch(request()), guardedFetch(request()), guardedFetch(request())]);
    expect(statuses.map((response) => response.status)).toEqual([204, 204, 204]);
    expect(asked).toEqual(["sign-in"]);
  });

  it("asks for a fresh proof where the server wants one, after the session", async () => {
    serve([ended(), unproved()]);
    expect((await guardedFetch(request("/v1/me/deletion"))).status).toBe(204);
    expect(asked).toEqual(["sign-in", "proof"]);
  });

  it("takes a wrong password or code for what it is", async () => {
    for (const kind of ["auth:wrong-credentials", "auth:wrong-proof", "auth:sign-in-expired"]) {
      serve([problem(401, `urn:coffer:problem:${kind}`)]);
      expect((await guardedFetch(request("/v1/auth/sign-in"))).status).toBe(401);
    }
    serve([problem(403, "urn:coffer:problem:auth:not-allowed")]);
    expect((await guardedFetch(request())).status).toBe(403);
    expect(asked).toEqual([]);
  });

  it("does not ask for ever", async () => {
    const sent = serve([unproved(), unproved(), unproved(), unproved(), unproved()]);
    expect((await guardedFetch(request())).status).toBe(403);
    expect(sent).toHaveLength(3);
  });
});
