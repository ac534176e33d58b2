import type { Holding, Lot } from "@/api/types";

export type LotGroup = { instrument: Lot["instrument"]; lots: Lot[]; holding: Holding | undefined };

/** Lots under their instrument, the largest holding first; what is no longer valued comes last. */
export function groupLots(lots: Lot[], holdings: Holding[]): LotGroup[] {
  const groups = new Map<string, Lot[]>();
  for (const lot of lots) groups.set(lot.instrument.id, [...(groups.get(lot.instrument.id) ?? []), lot]);
  const rank = new Map(holdings.map(({ instrument }, index) => [instrument.id, index]));
  return [...groups.entries()]
    .flatMap(([id, ofOne]) => {
      const [first] = ofOne;
      return first ? [{ instrument: first.instrument, lots: ofOne, holding: holdings.find(({ instrument }) => instrument.id === id) }] : [];
    })
    .sort((a, b) => (rank.get(a.instrument.id) ?? Infinity) - (rank.get(b.instrument.id) ?? Infinity));
}
