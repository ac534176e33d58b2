import { describe, expect, it } from "vitest";
import type { TrailInput } from "@/api/types";
import { sourceOf } from "./source";

const NONE: TrailInput = { kind: "convention", field: null, transaction: null, account: null, instrument: null, from: null, to: null, date: null };

describe("where a stored input stands", () => {
  it("is the transaction before all, then the instrument, then the account", () => {
    expect(sourceOf({ input: { ...NONE, kind: "field", transaction: "t", account: "a", instrument: "i" } })?.href).toBe("/transactions?edit=t");
    expect(sourceOf({ input: { ...NONE, kind: "price", instrument: "i" } })).toEqual({ href: "/instruments/i", words: "See its prices" });
    expect(sourceOf({ input: { ...NONE, kind: "share", account: "a" } })?.href).toBe("/accounts/a");
  });

  it("is nowhere for a convention and for what is computed", () => {
    expect(sourceOf({ input: NONE })).toBeNull();
    expect(sourceOf({ input: null })).toBeNull();
  });
});
