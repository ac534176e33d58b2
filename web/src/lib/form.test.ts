import { describe, expect, it } from "vitest";
import { plainDecimal } from "./form";

describe("typed numbers", () => {
  it.each([
    ["1204.50", "1204.50"],
    ["1,204.50", "1204.50"],
    ["1.204,50", "1204.50"],
    ["12,5", "12.5"],
    ["1 204,50", "1204.50"],
    ["1'204.50", "1204.50"],
    ["1,234,567", "1234567"],
    ["−5", "-5"],
    ["0,125", "0.125"],
  ])("%s is %s", (typed, plain) => {
    expect(plainDecimal(typed)).toBe(plain);
  });

  it("leaves to the server what could mean two things", () => {
    expect(plainDecimal("1,204")).toBe("1,204");
  });
});
