import type { ImportInstrument } from "@/api/types";

type Named = Pick<ImportInstrument, "symbol" | "isin" | "name">;

export const MATCH_LABELS: Record<ImportInstrument["match"], string> = {
  isin: "found by its ISIN",
  symbol: "found by its symbol",
  name: "found by its name",
  new: "not known yet",
  chosen: "your choice",
};

const REASONS = { isin: "same ISIN", symbol: "same symbol", name: "same name" } as const;
const FEW = 5;

/** What the rows say, the shortest first. */
export function writtenAs({ symbol, isin, name }: Named): string {
  return [symbol, name, isin].filter((word) => word !== "").join(" · ");
}

export function matchKey({ symbol, isin, name }: Named): string {
  return JSON.stringify([symbol, isin, name]);
}

/** "SAP · SAP SE (EUR): same symbol, same name" */
export function candidateLabel({ instrument, reasons }: ImportInstrument["candidates"][number]): string {
  const why = reasons.map((reason) => REASONS[reason]).join(", ");
  return instrument ? `${instrument.symbol} · ${instrument.name} (${instrument.currency}): ${why}` : why;
}

/** Those in doubt, those that somebody chose, and a few more. */
export function worthALook(matches: ImportInstrument[]): ImportInstrument[] {
  return matches.filter((match, index) => match.unsure || match.match === "chosen" || index < FEW);
}
