import { describe, expect, it } from "vitest";
import { nextAddress } from "./next-address";

describe("the way back after sign-in", () => {
  it("stays on this site", () => {
    expect(nextAddress("/transactions?q=sap")).toBe("/transactions?q=sap");
    expect(nextAddress("//evil.example")).toBe("/dashboard");
    expect(nextAddress("/\\evil.example")).toBe("/dashboard");
    expect(nextAddress("https://evil.example")).toBe("/dashboard");
    expect(nextAddress(undefined)).toBe("/dashboard");
    for (const between of ["\t", "\n", "\r", "\t\t"]) {
      expect(nextAddress(`/${between}/evil.example`)).toBe("/dashboard");
      expect(nextAddress(`/${between}\\evil.example`)).toBe("/dashboard");
    }
    expect(nextAddress("//")).toBe("/dashboard");
  });
});
