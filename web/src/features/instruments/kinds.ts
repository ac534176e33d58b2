import type { InstrumentKind } from "@/api/types";

export const INSTRUMENT_KINDS: Record<InstrumentKind, string> = {
  stock: "Share",
  etf: "ETF",
  fund: "Fund",
  bond: "Bond",
  crypto: "Crypto",
  commodity: "Commodity",
  property: "Property",
  right: "Right",
  index: "Index",
  other: "Other",
};
