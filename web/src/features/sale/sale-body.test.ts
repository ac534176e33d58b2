import { describe, expect, it } from "vitest";
import { saleToPreview } from "./sale-body";

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

describe("a sale before it happens", () => {
  it("leaves to the server what was left empty", () => {
    expect(saleToPreview(form({ account: "a", quantity: "4", price: "", fee: "0", date: "" }), "i")).toEqual({ account: "a", instrument: "i", quantity: "4" });
  });

  it("names the chosen lots that have a quantity", () => {
    const sale = saleToPreview(form({ account: "a", quantity: "4,5", price: "1.204,50", date: "2026-11-20", "lot:t1": "4", "lot:t2": "", "lot:t3": "0,5" }), "i");
    expect(sale).toEqual({
      account: "a",
      instrument: "i",
      quantity: "4.5",
      price: "1204.50",
      date: "2026-11-20",
      lots: [{ transaction: "t1", quantity: "4" }, { transaction: "t3", quantity: "0.5" }],
    });
  });
});
