import { describe, expect, it } from "vitest";
import { passwordRules, SHORTEST_ALONE, SHORTEST_WITH_FACTOR } from "./password-rules";

const states = (typed: string, shortest = SHORTEST_ALONE, refused: { password: string; refusal?: string } | null = null) =>
  passwordRules(typed, shortest, refused).map((rule) => rule.state);

describe("the rules of a new password", () => {
  it("count down to the shortest length", () => {
    expect(passwordRules("", SHORTEST_ALONE, null)[0]).toEqual({ text: "15 characters or more", state: "open" });
    expect(passwordRules("correct horse", SHORTEST_ALONE, null)[0]?.text).toBe("15 characters or more: 2 to go");
    expect(states("correct horse battery")[0]).toBe("met");
  });

  it("ask for eight characters where there is a second factor", () => {
    expect(states("eightish", SHORTEST_WITH_FACTOR)[0]).toBe("met");
    expect(states("eightish")[0]).toBe("open");
  });

  it("count characters, not the bytes or the halves of a pair", () => {
    expect(states("🐎".repeat(14))[0]).toBe("open");
    expect(states("🐎".repeat(15))[0]).toBe("met");
  });

  it("say when it is longer than the server takes", () => {
    expect(states("ä".repeat(129))).toEqual(["met", "broken", "open"]);
  });

  it("show what the server refused until something else is typed", () => {
    const refused = { password: "passwordpassword", refusal: "This password is among the first that are guessed." };
    expect(states("passwordpassword", SHORTEST_ALONE, refused)).toEqual(["met", "broken"]);
    expect(states("passwordpassword!", SHORTEST_ALONE, refused)).toEqual(["met", "open"]);
  });
});
