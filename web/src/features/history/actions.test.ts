import { describe, expect, it } from "vitest";
import { changesOf, sentenceOf } from "./actions";

describe("a history", () => {
  it("says what was done, and names what it has no words for", () => {
    expect(sentenceOf("auth.invitation.create")).toBe("invited somebody");
    expect(sentenceOf("documents.page.turn_over")).toBe("page turn over");
  });

  it("shows what changed, not what stayed", () => {
    expect(changesOf({ role: "viewer", sight: "whole" }, { role: "editor", sight: "whole" })).toEqual([
      { field: "role", before: "viewer", after: "editor" },
    ]);
  });

  it("shows what a beginning brought and an end took", () => {
    expect(changesOf(null, { access: "view", from: null })).toEqual([{ field: "access", before: "", after: "view" }]);
    expect(changesOf({ grants: 2 }, null)).toEqual([{ field: "grants", before: "2", after: "" }]);
    expect(changesOf(null, null)).toEqual([]);
  });
});
