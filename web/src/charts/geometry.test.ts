import { describe, expect, it } from "vitest";
import { basePath, EXTENT, layOut, nearestIndex, type PlotPoint, valuePath } from "./geometry";
import { sampleIndices } from "./sample";

const year: PlotPoint[] = [
  { date: "2020-01-01", value: 100, base: 100 },
  { date: "2020-07-01", value: 120, base: 100 },
  { date: "2020-12-31", value: 150, base: 130 },
];

describe("plot", () => {
  it("places points by calendar distance, not by number", () => {
    const plot = layOut([year[0]!, { date: "2020-01-11", value: 1 }, { date: "2020-04-10", value: 1 }], "fitted");
    expect(plot.x(0)).toBe(0);
    expect(plot.x(1)).toBeCloseTo(EXTENT / 10, 0);
    expect(plot.x(2)).toBe(EXTENT);
  });

  it("does not pretend that a value near its start began at zero", () => {
    expect(layOut(year, "fitted").lowest).toBeGreaterThan(0);
    expect(layOut([{ date: "2020-01-01", value: 1 }, { date: "2020-02-01", value: 100 }], "fitted").lowest).toBe(0);
  });

  it("shows the zero line for returns", () => {
    const plot = layOut([{ date: "2020-01-01", value: 0.02 }, { date: "2020-02-01", value: 0.1 }], "zero");
    expect(plot.yTicks).toContain(0);
  });

  it("has three to six hairlines and no crowded dates", () => {
    for (const to of ["2020-01-20", "2020-03-01", "2020-12-31", "2023-05-05", "2041-01-01"]) {
      const plot = layOut([{ date: "2020-01-01", value: 3 }, { date: to, value: 9 }], "fitted");
      expect(plot.yTicks.length).toBeGreaterThanOrEqual(3);
      expect(plot.yTicks.length).toBeLessThanOrEqual(6);
      expect(plot.xTicks.length).toBeGreaterThan(0);
      expect(plot.xTicks.length).toBeLessThanOrEqual(8);
    }
  });

  it("finds the day under the finger", () => {
    const plot = layOut(year, "fitted");
    expect(nearestIndex(plot, 0)).toBe(0);
    expect(nearestIndex(plot, 0.45)).toBe(1);
    expect(nearestIndex(plot, 1)).toBe(2);
  });

  it("steps what was put in", () => {
    const plot = layOut(year, "fitted");
    expect(valuePath(year, plot).startsWith("M0,")).toBe(true);
    expect(basePath(year, plot)).toMatch(/^M0,[\d.]+L[\d.]+,[\d.]+L[\d.]+,[\d.]+/);
  });

  it("survives a single point and none", () => {
    expect(valuePath([year[0]!], layOut([year[0]!], "fitted"))).toContain("M0");
    expect(layOut([], "fitted").xTicks).toEqual([]);
  });
});

describe("sampling", () => {
  it("keeps both ends", () => {
    const indices = sampleIndices(2500, 40);
    expect(indices).toHaveLength(40);
    expect(indices[0]).toBe(0);
    expect(indices.at(-1)).toBe(2499);
    expect(sampleIndices(3, 40)).toEqual([0, 1, 2]);
  });
});
