import { describe, expect, it } from "vitest";
import { IntentKeys } from "./idempotency";
import { toLoaded } from "./loaded";
import { parseProblem, problemsByField } from "./problem";

describe("problems", () => {
  it("reads a problem document", () => {
    const problem = parseProblem(
      { type: "urn:coffer:problem:api:invalid-body", title: "No", status: 422, errors: [{ pointer: "/fee/amount", detail: "Too much" }, 7], trace_id: "t" },
      422,
      null,
    );
    expect(problem).toMatchObject({ title: "No", status: 422, traceId: "t" });
    expect(problemsByField(problem)).toEqual({ fee: "Too much" });
  });

  it("survives what is no problem document", () => {
    expect(parseProblem("<html>502</html>", 502, "trace").title).toBe("The server could not answer");
    expect(parseProblem(null, 404, null).errors).toEqual([]);
  });

  it("turns a lost connection into a problem", async () => {
    const loaded = await toLoaded(Promise.reject(new TypeError("fetch failed")));
    expect(loaded.ok).toBe(false);
    if (!loaded.ok) expect(loaded.problem.status).toBe(0);
  });
});

describe("keys of an intent", () => {
  it("repeats for the same body, changes with it, and after success", () => {
    const keys = new IntentKeys();
    const first = keys.keyFor({ a: 1 });
    expect(keys.keyFor({ a: 1 })).toBe(first);
    const second = keys.keyFor({ a: 2 });
    expect(second).not.toBe(first);
    keys.reset();
    expect(keys.keyFor({ a: 2 })).not.toBe(second);
  });
});
