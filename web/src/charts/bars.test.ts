import { describe, expect, it } from "vitest";
import { stack } from "./bars";

describe("the parts of a bar", () => {
  it("stand on one another", () => {
    expect(stack([3, 2])).toEqual([{ part: 0, low: 0, high: 3 }, { part: 1, low: 3, high: 5 }]);
  });

  it("hang below zero where they are negative, and are left out where they are nothing", () => {
    expect(stack([3, -1, 0, -2])).toEqual([
      { part: 0, low: 0, high: 3 },
      { part: 1, low: -1, high: 0 },
      { part: 3, low: -3, high: -1 },
    ]);
  });
});
