import { describe, expect, it } from "vitest";
import { durationText } from "./duration";

describe("how long something was held", () => {
  it.each([
    ["2026-11-20", "2026-11-20", "0 d"],
    ["2026-10-21", "2026-11-20", "30 d"],
    ["2026-10-20", "2026-11-20", "1 m"],
    ["2025-11-21", "2026-11-20", "11 m"],
    ["2025-11-20", "2026-11-20", "1 y"],
    ["2023-09-01", "2026-11-20", "3 y 2 m"],
    ["2024-01-31", "2024-02-29", "1 m"],
  ])("from %s to %s is %s", (from, to, text) => {
    expect(durationText(from, to)).toBe(text);
  });
});
