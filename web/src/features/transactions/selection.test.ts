import { describe, expect, it } from "vitest";
import { parseTransactionsAddress } from "./address";
import { changeOf, type Chosen, countOf, NOTHING, pageState, selectionOf, toggled, whichOf } from "./selection";

const order = ["a", "b", "c", "d"];
const rows = (...ids: string[]): Chosen => ({ kind: "rows", ids: new Set(ids) });

describe("choosing rows", () => {
  it("turns one on and off", () => {
    const one = toggled(NOTHING, order, "b", null);
    expect(one).toEqual(rows("b"));
    expect(toggled(one, order, "b", null)).toEqual(rows());
  });

  it("takes a whole range from the row before, in either direction", () => {
    expect(toggled(rows("b"), order, "d", "b")).toEqual(rows("b", "c", "d"));
    expect(toggled(rows("d"), order, "b", "d")).toEqual(rows("d", "b", "c"));
    expect(toggled(rows("a", "b", "c"), order, "b", "c")).toEqual(rows("a"));
  });

  it("falls back to the rows in view when one of all that match is left out", () => {
    expect(toggled({ kind: "matching", filter: { q: "rent" }, count: 300 }, order, "a", null)).toEqual(rows("b", "c", "d"));
  });

  it("knows how much of the page is chosen", () => {
    expect(pageState(rows(), order)).toBe("off");
    expect(pageState(rows("a"), order)).toBe("some");
    expect(pageState(rows(...order), order)).toBe("on");
  });
});

describe("the edit of many", () => {
  it("names rows, or the filter with the number that was shown", () => {
    expect(whichOf(rows("a"))).toEqual({ transactions: ["a"] });
    const all: Chosen = { kind: "matching", filter: { type: "income" }, count: 12 };
    expect(whichOf(all)).toEqual({ filter: { type: "income" }, count: 12 });
    expect(countOf(all)).toBe(12);
  });

  it("takes over the filter of the list, without its order", () => {
    expect(selectionOf(parseTransactionsAddress({ type: "income", q: "rent", sort: "date" }))).toEqual({ type: "income", q: "rent" });
    expect(selectionOf(parseTransactionsAddress({}))).toBeNull();
  });

  it("clears what is left empty", () => {
    expect(changeOf("category", " rent ")).toEqual({ category: "rent" });
    expect(changeOf("note", "")).toEqual({ note: null });
  });
});
