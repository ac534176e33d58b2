import { describe, expect, it } from "vitest";
import type { HealthItem } from "@/api/types";
import { groupHealth } from "./groups";

const item = (code: string, detail: string): HealthItem => ({ code, severity: "wrong", account: null, instrument: null, transaction: null, date: null, detail, fix: null });

describe("doubts by their kind", () => {
  it("keep the order of the server, and a name for what is new", () => {
    const groups = groupHealth([item("missing_price", "a"), item("some_new_doubt", "b"), item("missing_price", "c")]);
    expect(groups.map(({ title, items }) => [title, items.map(({ detail }) => detail)])).toEqual([
      ["Prices are missing", ["a", "c"]],
      ["Some new doubt", ["b"]],
    ]);
  });
});
