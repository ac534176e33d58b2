import { describe, expect, it } from "vitest";
import { HAPPENINGS, happeningHref, labelOf, newSplit, problemsOf, sentenceOf, splitOf } from "./kinds";

describe("a split", () => {
  it("is a ratio, in either direction", () => {
    expect(splitOf({ ...newSplit("split", "2020-08-31"), to: "4" })).toEqual({ type: "split", ex_date: "2020-08-31", ratio_to: 4, ratio_from: 1 });
    expect(splitOf({ ...newSplit("reverse_split", "2020-08-31"), note: " said the bank " })).toMatchObject({ ratio_to: 1, ratio_from: 10, note: "said the bank" });
    expect(labelOf({ ratio_to: 1, ratio_from: 10 })).toBe("Reverse split");
    expect(sentenceOf({ ratio_to: 4, ratio_from: 1 }, "AAPL")).toBe("4 new AAPL for every 1 old");
  });

  it("is not asked about before it is complete", () => {
    expect(problemsOf(newSplit("split", "2020-08-31"))).toEqual({});
    expect(Object.keys(problemsOf({ date: "", to: "1.5", from: "0", note: "" }))).toEqual(["date", "to", "from"]);
  });
});

describe("what happened", () => {
  it("leads to the fact of the instrument, or to the editor with its type", () => {
    const hrefs = HAPPENINGS.map((each) => happeningHref("i", each));
    expect(hrefs[1]).toBe("/instruments/i/actions?sheet=reverse_split");
    expect(hrefs[3]).toBe("/transactions?instrument=i&type=spin_off&sheet=new");
    expect(new Set(hrefs).size).toBe(HAPPENINGS.length);
  });
});
