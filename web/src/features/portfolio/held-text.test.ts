import { expect, it } from "vitest";
import { heldText } from "./held-text";

it.each([
  [null, "–"],
  [0, "0 d"],
  [364, "364 d"],
  [365, "1.0 y"],
  [729, "1.9 y"],
  [3650, "10.0 y"],
])("%s days are said as %s", (days, text) => {
  expect(heldText(days)).toBe(text);
});
