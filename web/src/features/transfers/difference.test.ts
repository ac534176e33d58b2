import { describe, expect, it } from "vitest";
import { daysBetweenWords, differenceWords, differs } from "./difference";

describe("how far two sides are apart", () => {
  it("counts days in words", () => {
    expect(daysBetweenWords(0)).toBe("the same day");
    expect(daysBetweenWords(1)).toBe("1 day later");
    expect(daysBetweenWords(-3)).toBe("3 days earlier");
  });

  it("knows what stands in the way of joining", () => {
    expect(differs("0.00")).toBe(false);
    expect(differs("-0.01")).toBe(true);
    expect(differs(null)).toBe(false);
    expect(differenceWords("-50.00", (text) => `€${text}`)).toBe("€50.00 less arrived");
    expect(differenceWords("2", (text) => text)).toBe("2 more arrived");
  });
});
