import { describe, expect, it } from "vitest";
import { accessesOf, canBeNarrowed, isTheirBusiness, rolesToGive, sightSentence } from "./roles";

describe("roles", () => {
  it("lets an owner alone make an owner", () => {
    expect(rolesToGive("owner").map(({ role }) => role)).toContain("owner");
    expect(rolesToGive("manager").map(({ role }) => role)).not.toContain("owner");
  });

  it("keeps owners out of a manager's hands, and everyone out of the others'", () => {
    expect(isTheirBusiness("manager", "owner")).toBe(false);
    expect(isTheirBusiness("manager", "editor")).toBe(true);
    expect(isTheirBusiness("editor", "viewer")).toBe(false);
  });

  it("narrows nobody who manages", () => {
    expect(canBeNarrowed("manager")).toBe(false);
    expect(canBeNarrowed("adviser")).toBe(true);
  });

  it("offers no access beyond the role", () => {
    expect(accessesOf("viewer")).not.toContain("edit");
    expect(accessesOf("commenter")).not.toContain("edit");
    expect(accessesOf("editor")).toContain("edit");
  });

  it("says what somebody sees", () => {
    expect(sightSentence("granted", 0)).toBe("Sees nothing yet");
    expect(sightSentence("granted", 1)).toBe("Sees one account or portfolio");
    expect(sightSentence("whole", 3)).toBe("Sees the whole household");
  });
});
