import { describe, expect, it } from "vitest";
import { actionOf, HAPPENINGS, kindOf, labelOf, newDraft, patchOf, problemsOf, sentenceOf } from "./kinds";

const CHILD = { id: "c", symbol: "CHILD", isin: null, name: "Child", kind: "stock", currency: "EUR" } as const;

describe("a split", () => {
  it("is a ratio, in either direction", () => {
    expect(actionOf("split", { ...newDraft("split", "2020-08-31"), to: "4" })).toMatchObject({ type: "split", ex_date: "2020-08-31", ratio_to: 4, ratio_from: 1 });
    expect(actionOf("reverse_split", { ...newDraft("reverse_split", "2020-08-31"), note: " said the bank " })).toMatchObject({ type: "split", ratio_to: 1, ratio_from: 10, note: "said the bank" });
    expect(kindOf({ type: "split", ratio_to: 1, ratio_from: 10 })).toBe("reverse_split");
    expect(labelOf({ type: "split", ratio_to: 1, ratio_from: 10 })).toBe("Reverse split");
    expect(sentenceOf({ type: "split", ratio_to: 4, ratio_from: 1 }, "AAPL")).toBe("4 new AAPL for every 1 old");
  });

  it("is not asked about before it is complete", () => {
    expect(problemsOf("split", newDraft("split", "2020-08-31"))).toEqual({});
    expect(Object.keys(problemsOf("split", { ...newDraft("split", ""), to: "1.5", from: "0" }))).toEqual(["date", "to", "from"]);
  });
});

describe("a spin-off", () => {
  const draft = { ...newDraft("spin_off", "2024-06-03"), to: "1", from: "4" };

  it("needs the part, the ratio and the share of the cost, and nothing else", () => {
    expect(Object.keys(problemsOf("spin_off", draft))).toEqual(["newInstrument", "costShare"]);
    expect(actionOf("spin_off", { ...draft, newInstrument: CHILD, costShare: "20", cashPerUnit: "9" })).toEqual({
      type: "spin_off",
      ex_date: "2024-06-03",
      ratio_to: 1,
      ratio_from: 4,
      new_instrument: "c",
      cost_share: "0.20",
    });
  });

  it("is changed by what it says anew, and what was emptied is cleared", () => {
    expect(patchOf(actionOf("spin_off", { ...draft, newInstrument: CHILD, costShare: "20" }))).toMatchObject({ fraction_price: null, note: null, cost_share: "0.20" });
  });
});

describe("what happened", () => {
  it("has each kind once", () => {
    expect(new Set(HAPPENINGS.map(({ kind }) => kind)).size).toBe(HAPPENINGS.length);
  });
});
