import { describe, expect, it } from "vitest";
import { transaction } from "@/testing/fixtures";
import { bodyOf, type Draft, draftOf, duplicateOf, isFilled, newDraft, typingProblems, wholeOf } from "./draft";
import { CHOICES, FIELD_KINDS, FIELD_NAMES } from "./fields";

const sap = { id: "i", symbol: "SAP", isin: null, name: "SAP SE", kind: "stock", currency: "EUR" } as const;
const start: Draft = { ...newDraft({ account: "a", today: "2026-11-20", instrument: sap }), type: "buy" };
const typed = (fields: Draft["typed"], changes: Partial<Draft> = {}): Draft => ({ ...start, typed: fields, ...changes });

describe("what is typed", () => {
  it("is sent as plain decimals, digit for digit", () => {
    const body = bodyOf(typed({ quantity: "1.000,123456789012345678", price: "100,25", fee: "" }), "EUR", ["instrument", "quantity", "price", "fee"]);
    expect(body).toEqual({ account: "a", type: "buy", date: "2026-11-20", currency: "EUR", instrument: "i", quantity: "1000.123456789012345678", price: "100.25" });
  });

  it("stays while the type changes, and only what the type takes is sent", () => {
    const draft = typed({ quantity: "4", price: "10", amount: "40" }, { type: "deposit" });
    expect(bodyOf(draft, "EUR", ["amount"])).toEqual({ account: "a", type: "deposit", date: "2026-11-20", currency: "EUR", amount: "40" });
    expect(draft.typed.quantity).toBe("4");
  });

  it("follows the account's currency until another is written", () => {
    expect(bodyOf(start, "USD", []).currency).toBe("USD");
    expect(bodyOf({ ...start, currency: "gbp" }, "USD", []).currency).toBe("GBP");
  });

  it("turns per cent of the cost into a fraction and back, exactly", () => {
    const body = bodyOf(typed({ cost_share: "12,5" }, { type: "spin_off" }), "EUR", ["cost_share"]);
    expect(body.cost_share).toBe("0.125");
    expect(draftOf({ ...transaction(), cost_share: "0.2" }).typed.cost_share).toBe("20");
  });

  it("is told at its field when it is no number", () => {
    expect(typingProblems(typed({ price: "ten", ratio_to: "1.5", quantity: "3" }), ["price", "ratio_to", "quantity"])).toEqual({
      price: "Write a plain number such as 1204.50.",
      ratio_to: "Write a whole number such as 4.",
    });
    expect(isFilled(typed({ price: " " }), "price")).toBe(false);
  });
});

describe("a transaction that is edited", () => {
  it("gives back what it held, and clears what its form no longer shows", () => {
    const before = { ...transaction(), fee: "9.90", lots: [{ transaction: "t", quantity: "1" }] };
    const draft = draftOf(before, { instrument: sap, new_instrument: null });
    expect(draft.typed.fee).toBe("9.90");
    const body = bodyOf({ ...draft, type: "dividend" }, "EUR", ["instrument", "amount"], before);
    expect(body).toMatchObject({ fee: null, lots: null, instrument: "i" });
    expect(bodyOf(draft, "EUR", ["instrument", "fee"], before)).not.toHaveProperty("lots");
  });

  it("is previewed with the lots that the edit leaves alone, and without what it clears", () => {
    const before = { ...transaction(), fee: "9.90", lots: [{ transaction: "t", quantity: "1" }] };
    const body = bodyOf(draftOf(before), "EUR", ["amount"], before);
    expect(body.fee).toBeNull();
    expect(wholeOf(body, before)).toMatchObject({ lots: before.lots });
    expect(wholeOf(body, before)).not.toHaveProperty("fee");
    expect(wholeOf({ ...body, type: "deposit" }, before)).not.toHaveProperty("lots");
  });

  it("is duplicated for today, without the days of the first", () => {
    const copy = duplicateOf(typed({ settlement_date: "2020-01-03", time: "09:30", quantity: "2" }, { date: "2020-01-01" }), "2026-11-20");
    expect(copy.date).toBe("2026-11-20");
    expect(copy.typed).toEqual({ quantity: "2" });
  });
});

describe("the fields", () => {
  it("offer choices where they say so", () => {
    expect(FIELD_NAMES.filter((name) => FIELD_KINDS[name] === "choice").sort()).toEqual(Object.keys(CHOICES).sort());
  });
});
