import { describe, expect, it } from "vitest";
import { type ActionDraft, actionOf, labelOf, problemsOf, sentenceOf } from "./kinds";

const other = { id: "child", symbol: "KID", isin: null, name: "Kid plc", kind: "stock", currency: "EUR" } as const;
const draft = (changes: Partial<ActionDraft>): ActionDraft => ({ kind: "split", date: "2020-08-31", to: "4", from: "1", other: null, share: "", note: "", ...changes });

describe("what happened to an instrument", () => {
  it("is a ratio of a split, in either direction", () => {
    expect(actionOf(draft({}))).toEqual({ type: "split", ex_date: "2020-08-31", ratio_to: 4, ratio_from: 1 });
    expect(actionOf(draft({ kind: "reverse_split", to: "1", from: "10" }))).toMatchObject({ type: "split", ratio_to: 1, ratio_from: 10 });
    expect(labelOf({ type: "split", ratio_to: 1, ratio_from: 10 })).toBe("Reverse split");
  });

  it("counts what is held after a stock dividend, where people say what came on top", () => {
    expect(actionOf(draft({ kind: "stock_dividend", to: "5", from: "100" }))).toMatchObject({ ratio_to: 105, ratio_from: 100 });
  });

  it("sends per cent of the cost as an exact fraction", () => {
    expect(actionOf(draft({ kind: "spin_off", to: "1", other, share: "12,5" }))).toEqual({
      type: "spin_off",
      ex_date: "2020-08-31",
      ratio_to: 1,
      ratio_from: 1,
      new_instrument: "child",
      cost_share: "0.125",
    });
  });

  it("leaves out what the kind does not ask for", () => {
    expect(actionOf(draft({ kind: "symbol_change", other, share: "3" }))).toEqual({ type: "symbol_change", ex_date: "2020-08-31", new_instrument: "child" });
  });

  it("is not asked about before it is complete", () => {
    expect(problemsOf(draft({}))).toEqual({});
    expect(Object.keys(problemsOf(draft({ kind: "spin_off", to: "1.5", share: "x" })))).toEqual(["to", "other", "share"]);
    expect(problemsOf(draft({ kind: "rights", other, share: "" }))).toEqual({});
  });

  it("is told in a sentence", () => {
    expect(sentenceOf({ type: "spin_off", ratio_to: 1, ratio_from: 4 }, "PAR", "KID")).toBe("1 KID for every 4 PAR");
    expect(sentenceOf({ type: "symbol_change", ratio_to: null, ratio_from: null }, "FB", "META")).toBe("FB became META");
  });
});
