import { describe, expect, it } from "vitest";
import type { Lot } from "@/api/types";
import { holding } from "@/testing/fixtures";
import { groupLots } from "./lot-groups";

function lot(symbol: string, opened_on: string): Lot {
  const { instrument } = holding(symbol);
  return { account: "a", instrument, transaction: null, opened_on, quantity: "1", cost: null, cost_local: null, value: null, unrealized_gain: null };
}

describe("lots under their instrument", () => {
  it("come in the order of the holdings, and keep their own", () => {
    const groups = groupLots(
      [lot("AAA", "2020-01-01"), lot("BBB", "2021-01-01"), lot("AAA", "2022-01-01")],
      [holding("BBB"), holding("AAA")],
    );
    expect(groups.map(({ instrument }) => instrument.symbol)).toEqual(["BBB", "AAA"]);
    expect(groups[1]?.lots.map(({ opened_on: day }) => day)).toEqual(["2020-01-01", "2022-01-01"]);
    expect(groups[0]?.holding?.instrument.symbol).toBe("BBB");
  });

  it("stand without a holding at the end", () => {
    const groups = groupLots([lot("OLD", "2020-01-01"), lot("AAA", "2020-01-01")], [holding("AAA")]);
    expect(groups.map(({ instrument, holding: held }) => [instrument.symbol, held === undefined])).toEqual([["AAA", false], ["OLD", true]]);
  });
});
