import { describe, expect, it } from "vitest";
import { findHouseholds } from "./find-households";

const households = ["Lovelace family office", "Byron household", "Müller & Söhne", "Ada Byron's household"].map((name) => ({ name }));
const find = (typed: string) => findHouseholds(households, typed).map(({ name }) => name);

describe("finding a household among many", () => {
  it("takes beginnings of words in any order", () => {
    expect(find("off lov")).toEqual(["Lovelace family office"]);
    expect(find("byron")).toEqual(["Byron household", "Ada Byron's household"]);
  });

  it("does not mind accents, marks or case", () => {
    expect(find("mul soh")).toEqual(["Müller & Söhne"]);
  });

  it("shows all without words, and none where none fits", () => {
    expect(find("  ")).toHaveLength(4);
    expect(find("yron")).toEqual([]);
  });
});
