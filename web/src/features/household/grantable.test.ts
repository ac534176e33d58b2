import { describe, expect, it } from "vitest";
import type { Grant } from "@/api/types";
import { grantChanges, type Grantable, grantsOf, shownBy } from "./grantable";

const broker: Grantable = { kind: "account", id: "broker", name: "Broker" };
const house: Grantable = { kind: "account", id: "house", name: "House" };
const all: Grantable = { kind: "portfolio", id: "all", name: "All accounts" };
const grantables = [broker, house, all];
const grant = (id: string, object: Partial<Grant>, access: Grant["access"]): Grant => ({ id, member: "charles", created_at: "", access, ...object });

describe("what somebody is shown", () => {
  it("names an account as an account and a portfolio as a portfolio", () => {
    expect(grantsOf({ broker: "view", all: "edit" }, grantables)).toEqual([
      { account: "broker", access: "view" },
      { portfolio: "all", access: "edit" },
    ]);
  });

  it("sends nothing when nothing changed", () => {
    const grants = [grant("1", { account: "broker" }, "view")];
    expect(grantChanges(grants, shownBy(grants), grantables)).toEqual([]);
  });

  it("gives, changes and takes back", () => {
    const grants = [grant("1", { account: "broker" }, "view"), grant("2", { portfolio: "all" }, "edit")];
    expect(grantChanges(grants, { broker: "edit", house: "view_without_amounts" }, grantables)).toEqual([
      { kind: "give", object: house, access: "view_without_amounts" },
      { kind: "change", grant: "1", access: "edit" },
      { kind: "take", grant: "2" },
    ]);
  });
});
