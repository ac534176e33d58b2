import { describe, expect, it } from "vitest";
import { equalParts, isPercent, periodOn, periodsOf, restOf, sharesOf } from "./ownership";

describe("whose an account is", () => {
  const shares = [
    { member: "ada", from: null, share: "1" },
    { member: "ada", from: "2024-05-01", share: "0.6" },
    { member: "charles", from: "2024-05-01", share: "0.4" },
  ];

  it("is read as parts in per cent, from each day on which they change", () => {
    expect(periodsOf(shares)).toEqual([
      { from: null, parts: { ada: "100" } },
      { from: "2024-05-01", parts: { ada: "60", charles: "40" } },
    ]);
  });

  it("is sent back as it was read", () => {
    expect(sharesOf(periodsOf(shares))).toEqual(shares);
    expect(sharesOf([])).toEqual([]);
  });

  it("ends a share with nought", () => {
    expect(sharesOf([{ from: null, parts: { ada: "50" } }, { from: "2025-01-01", parts: {} }])).toEqual([
      { member: "ada", from: null, share: "0.5" },
      { member: "ada", from: "2025-01-01", share: "0" },
    ]);
    expect(periodsOf([{ member: "ada", from: null, share: "0.50" }, { member: "ada", from: "2025-01-01", share: "0" }])[1]).toEqual({ from: "2025-01-01", parts: {} });
  });

  it("knows what holds on a day", () => {
    expect(periodOn(periodsOf(shares), "2024-04-30")?.parts).toEqual({ ada: "100" });
    expect(periodOn(periodsOf(shares), "2024-05-01")?.parts).toEqual({ ada: "60", charles: "40" });
    expect(periodOn([], "2024-05-01")).toBeUndefined();
  });

  it("says what is left for somebody outside, exactly", () => {
    expect(restOf({ ada: "33.3", charles: "33.3" })).toBe("33.4");
    expect(restOf({ ada: "60", charles: "40" })).toBe("0");
    expect(restOf({ ada: "60", charles: "50" })).toBe("-10");
    expect(restOf({})).toBe("100");
  });

  it("parts alike leave nothing over", () => {
    expect(equalParts(["a", "b"])).toEqual({ a: "50", b: "50" });
    expect(equalParts(["a", "b", "c"])).toEqual({ a: "33.33", b: "33.33", c: "33.34" });
    expect(restOf(equalParts(["a", "b", "c", "d", "e", "f", "g"]))).toBe("0");
  });

  it("takes per cent from 0 to 100", () => {
    expect(["0", "60", "33.33", "100"].every(isPercent)).toBe(true);
    expect(["", "-1", "101", "1e2", "60 %"].some(isPercent)).toBe(false);
  });
});
