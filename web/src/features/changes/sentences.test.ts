import { describe, expect, it } from "vitest";
import { counted, sentenceOf, withArticle } from "./sentences";

describe("a change in words", () => {
  it("says what was done to what", () => {
    expect(sentenceOf({ kind: "record", rows: 1, noun: "a buy of SAP" })).toBe("recorded a buy of SAP");
    expect(sentenceOf({ kind: "bulk_remove", rows: 1204, noun: "an income" })).toBe("removed 1,204 transactions, the first an income");
    expect(sentenceOf({ kind: "undo", rows: 12, noun: "an income" })).toBe("took back a change of 12 transactions");
  });

  it("knows its articles and counts", () => {
    expect(withArticle("Buy")).toBe("a buy");
    expect(withArticle("Interest charge")).toBe("an interest charge");
    expect(counted(1)).toBe("one transaction");
  });
});
