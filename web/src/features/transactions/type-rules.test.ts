import { describe, expect, it } from "vitest";
import type { TransactionTypeRule } from "@/api/types";
import { fieldsOf, stillMissing } from "./type-rules";

const rules: TransactionTypeRule[] = [
  {
    type: "dividend",
    fields: [
      { field: "instrument", use: "required" },
      { field: "amount", use: "optional" },
      { field: "quantity", use: "optional" },
      { field: "price", use: "optional" },
      { field: "tax", use: "optional" },
      { field: "sequence", use: "optional" },
    ],
    alternatives: [{ groups: [["amount"], ["quantity", "price"]], detail: "Give an amount, or a quantity and a price." }],
  },
];

describe("the fields of a type", () => {
  it("come from the server's table, in its order, without what the form does not know", () => {
    expect(fieldsOf(rules, "dividend").fields.map(({ name, presence }) => `${name} ${presence}`)).toEqual([
      "instrument needed",
      "amount either",
      "quantity either",
      "price either",
      "tax optional",
    ]);
    expect(fieldsOf(rules, "buy").fields).toEqual([]);
  });

  it("say what is missing, whole groups only", () => {
    const fields = fieldsOf(rules, "dividend");
    expect(stillMissing(fields, (name) => name === "quantity")).toEqual({ fields: ["instrument"], sentences: ["Give an amount, or a quantity and a price."] });
    expect(stillMissing(fields, (name) => name !== "amount")).toEqual({ fields: [], sentences: [] });
  });
});
