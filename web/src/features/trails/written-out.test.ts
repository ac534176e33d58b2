import { describe, expect, it } from "vitest";
import type { TrailNode } from "@/api/types";
import { labelOf, valueText, writeOut } from "./written-out";

let ids = 0;

function node(operation: string, amount: string | null, operands: TrailNode[] = [], more: Partial<TrailNode> = {}): TrailNode {
  ids += 1;
  return { id: ids, operation, kind: operation, sentence: "", amount, ratio: null, currency: "EUR", digits: null, operands: operands.map(({ id }) => id), input: null, ...more };
}

const written = (of: TrailNode, operands: TrailNode[]) => writeOut(of, operands, "en-GB");

describe("a step written out", () => {
  it("adds and takes away as one would key it in", () => {
    const parts = [node("input", "1200.50"), node("input", "-200"), node("input", "0.25")];
    expect(written(node("sum", "1000.75", parts), parts)).toEqual({ terms: "1,200.5 − 200 + 0.25", result: "1,000.75" });
    expect(written(node("difference", "1400.5", parts.slice(0, 2)), parts.slice(0, 2))?.terms).toBe("1,200.5 − (−200)");
  });

  it("keeps every digit of an exact figure", () => {
    expect(valueText(node("product", "0.123456789012345678"), "en-GB")).toBe("0.123456789012345678");
  });

  it("says to how many digits it was rounded", () => {
    const parts = [node("quotient", "33.333333")];
    expect(written(node("round", "33.33", parts, { digits: 2 }), parts)?.terms).toBe("33.333333, rounded to 2 digits");
  });

  it("annualises by the days", () => {
    const parts = [node("excess", null, [], { ratio: 0.1 })];
    expect(written(node("annualize", null, parts, { ratio: 0.0487, days: 731 }), parts)).toEqual({ terms: "(1 + 0.1)^(365 ÷ 731) − 1", result: "0.0487" });
  });

  it("leaves a long sum to the list below it", () => {
    const parts = Array.from({ length: 20 }, () => node("input", "1"));
    expect(written(node("sum", "20", parts), parts)?.terms).toBe("The figures below, added");
  });

  it("has nothing to say of a stored input", () => {
    expect(written(node("input", "5"), [])).toBeNull();
  });
});

describe("the words of a sentence", () => {
  it.each([
    ["Cost of the 36 units of ACME held: 3,600.00 EUR", "Cost of the 36 units of ACME held"],
    ["Return of the whole: 7.31 %", "Return of the whole"],
    ["Fee of the purchase of 2024-01-02: −5.00 EUR", "Fee of the purchase of 2024-01-02"],
    ["Rounded half away from zero", "Rounded half away from zero"],
    ["Note: see the statement", "Note: see the statement"],
  ])("%s", (sentence, label) => {
    expect(labelOf(sentence)).toBe(label);
  });
});
