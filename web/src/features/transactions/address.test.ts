import { describe, expect, it } from "vitest";
import { endOfDay, parseTransactionsAddress, transactionsAddress } from "./address";

const ID = "0190a8f4-cccc-7c3a-9f10-000000000001";

describe("the address of the list", () => {
  it("keeps what makes sense and drops the rest", () => {
    const address = parseTransactionsAddress({ type: "buy", from: "2024-02-30", q: "sap", sort: "bogus", account: "x" });
    expect(address.filters).toMatchObject({ type: "buy", q: "sap", from: undefined, sort: undefined, account: undefined });
    expect(transactionsAddress(address, {})).toBe("/transactions?type=buy&q=sap");
  });

  it("starts at the first page when a filter changes", () => {
    const address = parseTransactionsAddress({ q: "sap", cursor: "abc" });
    expect(transactionsAddress(address, { sheet: "new" })).toBe("/transactions?q=sap&cursor=abc&sheet=new");
    expect(transactionsAddress(address, { type: "sell" })).toBe("/transactions?q=sap&type=sell");
    expect(transactionsAddress(address, { q: null })).toBe("/transactions");
  });

  it("opens an editor, or a copy", () => {
    expect(parseTransactionsAddress({ edit: ID, sheet: "new" }).sheet).toEqual({ kind: "edit", id: ID });
    expect(parseTransactionsAddress({ copy: ID }).sheet).toEqual({ kind: "copy", id: ID });
  });

  it("goes by date alone when it looks back", () => {
    const address = parseTransactionsAddress({ known: "2026-03-31", sort: "-amount" });
    expect(address.filters).toMatchObject({ known: "2026-03-31", sort: undefined });
    expect(endOfDay("2026-03-31")).toBe("2026-03-31T23:59:59.999999Z");
  });
});
