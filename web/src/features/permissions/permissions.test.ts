import { describe, expect, it } from "vitest";
import { permissionsOf } from "./permissions";

const can = (role: Parameters<typeof permissionsOf>[0]["role"], sight: "whole" | "granted" = "whole") => permissionsOf({ role, sight });

describe("what a role may do", () => {
  it("lets the owner alone change the household, and those who manage it change its members", () => {
    expect(can("owner")).toContain("manage_household");
    expect(can("owner")).toContain("view_audit_log");
    expect(can("manager")).not.toContain("manage_household");
    expect(can("manager")).not.toContain("view_audit_log");
    expect(can("manager")).toContain("manage_members");
    expect(can("editor")).not.toContain("manage_members");
  });

  it("lets viewers and commenters look and take along, and nothing else", () => {
    expect(can("viewer")).toEqual(["view_household", "view_finances", "export"]);
    expect(can("commenter")).toEqual(can("viewer"));
  });

  it("leaves those who see a part the accounts granted to them, and nothing of the whole", () => {
    expect(can("editor", "granted")).toEqual(["view_household", "view_finances", "export", "edit_accounts", "edit_transactions"]);
    expect(can("viewer", "granted")).toEqual(can("viewer"));
    expect(can("adviser", "granted")).not.toContain("import");
  });
});
