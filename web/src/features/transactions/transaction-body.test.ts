import { describe, expect, it } from "vitest";
import { TYPE_FIELDS, TYPE_GROUPS } from "./types";
import { transactionBody } from "./transaction-body";
import { parseTransactionsAddress, transactionsAddress } from "./address";

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const common = { account: "a", date: "2024-01-03", currency: "EUR" };

describe("the body of a transaction", () => {
  it("sends decimals as plain strings", () => {
    const body = transactionBody(form({ ...common, instrument: "i", quantity: "1.000,5", price: "100,25", fee: "" }), "buy");
    expect(body).toEqual({ ...common, type: "buy", instrument: "i", quantity: "1000.5", price: "100.25" });
  });

  it("leaves out what the type does not take", () => {
    const body = transactionBody(form({ ...common, amount: "100", quantity: "4", instrument: "i" }), "deposit");
    expect(body).toEqual({ ...common, type: "deposit", amount: "100" });
  });

  it("has fields for every type on offer, and every type is on offer", () => {
    expect(TYPE_GROUPS.flatMap((group) => group.types).sort()).toEqual(Object.keys(TYPE_FIELDS).sort());
  });
});

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
});
