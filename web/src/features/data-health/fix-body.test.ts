import { describe, expect, it } from "vitest";
import { fieldLabel, fieldType, withValue } from "./fix-body";

describe("what is filled in", () => {
  it("goes where its pointer says, and leaves the rest", () => {
    const body = { prices: [{ date: "2024-12-31" }], note: "n" };
    expect(withValue(body, "/prices/0/close", "12.5")).toEqual({ prices: [{ date: "2024-12-31", close: "12.5" }], note: "n" });
    expect(body).toEqual({ prices: [{ date: "2024-12-31" }], note: "n" });
  });

  it("makes what is absent on the way", () => {
    expect(withValue(null, "/rates/0/rate", "1.1")).toEqual({ rates: [{ rate: "1.1" }] });
    expect(withValue({}, "/a~1b", "x")).toEqual({ "a/b": "x" });
  });

  it("is asked for by a plain name", () => {
    expect(fieldLabel("/prices/0/close")).toBe("Price");
    expect(fieldLabel("/loan_account")).toBe("Loan account");
    expect(fieldType("/cost_date")).toBe("date");
    expect(fieldType("/rates/0/rate")).toBe("text");
  });
});
