import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { methodLabel, outcomeLabel, SCOPE_GROUPS } from "./labels";

describe("words of the sign-in history", () => {
  it("are plain", () => {
    expect(outcomeLabel("wrong_factor")).toBe("Wrong second step");
    expect(methodLabel("totp")).toBe("Code from an app");
  });

  it("show a word of a later contract as it is", () => {
    expect(outcomeLabel("locked_out")).toBe("Locked out");
  });
});

describe("what a key may be given", () => {
  it("offers every permission of the contract, once", () => {
    const contract = readFileSync("../contracts/openapi.yaml", "utf8");
    const named = /^ {4}Scope:\n(?: {6}.*\n)*? {6}enum: \[(.*)\]/m.exec(contract)?.[1]?.split(", ").sort();
    const offered = SCOPE_GROUPS.flatMap((group) => group.scopes).map(({ scope }) => scope).sort();
    expect(named?.length).toBeGreaterThan(5);
    expect(offered).toEqual(named);
  });
});
