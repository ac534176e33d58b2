import { describe, expect, it } from "vitest";
import type { Transaction, TransactionRevision } from "@/api/types";
import { transaction } from "@/testing/fixtures";
import { revisionRows } from "./revisions";

const revision = (number: number, change: TransactionRevision["change"], changes: Partial<Transaction>): TransactionRevision => ({
  revision: number,
  change,
  reason: null,
  actor: { user: null, name: "Ada Byron" },
  recorded_at: "2026-11-20T08:15:00.000000Z",
  transaction: { ...transaction(), ...changes },
});

describe("versions side by side", () => {
  it("marks what each version changed against the one before", () => {
    const rows = revisionRows([
      revision(3, "removed", { status: "removed", price: "101" }),
      revision(2, "revised", { price: "101" }),
      revision(1, "recorded", { price: "99", note: "typo" }),
    ]);
    const row = (field: string) => rows.find((each) => each.field === field);
    expect(row("price")?.cells.map(({ changed }) => changed)).toEqual([false, true, false]);
    expect(row("status")?.cells.map(({ value, changed }) => [value?.text, changed])).toEqual([["Removed", true], [undefined, false], [undefined, false]]);
    expect(row("loan")).toBeUndefined();
  });
});
