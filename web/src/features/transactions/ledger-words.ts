const PLACES: Record<string, string> = {
  C: "Cash",
  P: "Position",
  L: "Loan",
  T: "On the way",
  K: "The world outside",
  X: "Currency conversion",
};

const KINDS: Record<string, string> = { I: "Income", E: "Cost" };

/** The ledger's short names in words: `E:fee` is a cost, the fee. */
export function ledgerWords(ledger: string): string {
  const [place = "", detail] = ledger.split(":");
  const kind = KINDS[place];
  if (kind) return detail ? `${kind}: ${detail.replaceAll("_", " ")}` : kind;
  return PLACES[place] ?? ledger;
}
