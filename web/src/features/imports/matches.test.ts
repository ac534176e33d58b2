import { expect, test } from "vitest";
import type { ImportInstrument } from "@/api/types";
import { candidateLabel, worthALook, writtenAs } from "./matches";

test("a row's words are shown as far as it has them", () => {
  expect(writtenAs({ symbol: "SAP", isin: "DE0007164600", name: "SAP SE" })).toBe("SAP · SAP SE · DE0007164600");
  expect(writtenAs({ symbol: "", isin: "", name: "Acme" })).toBe("Acme");
});

test("a candidate says why it fits", () => {
  const instrument = { id: "1", symbol: "WM", isin: null, name: "Waste Management", kind: "stock", currency: "USD" } as const;
  expect(candidateLabel({ instrument, reasons: ["symbol", "name"] })).toBe("WM · Waste Management (USD): same symbol, same name");
});

test("what is in doubt or chosen is shown however many there are", () => {
  const match = (symbol: string, unsure: boolean, way: ImportInstrument["match"] = "isin"): ImportInstrument => ({
    symbol, isin: "", name: "", rows: 1, match: way, unsure, instrument: null, candidates: [],
  });
  const many = ["A", "B", "C", "D", "E", "F"].map((symbol) => match(symbol, false));
  const shown = worthALook([...many, match("G", true), match("H", false, "chosen"), match("I", false)]);
  expect(shown.map(({ symbol }) => symbol).join("")).toBe("ABCDEGH");
});
