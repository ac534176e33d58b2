import { describe, expect, it } from "vitest";
import { fromBase64Url, toBase64Url } from "./base64url";

describe("bytes as base64url", () => {
  it("has the letters of RFC 4648, section 5, and no padding", () => {
    expect(toBase64Url(Uint8Array.of(0xfb, 0xff, 0xfe).buffer)).toBe("-__-");
    expect(toBase64Url(Uint8Array.of(0x66).buffer)).toBe("Zg");
    expect([...fromBase64Url("-__-")]).toEqual([0xfb, 0xff, 0xfe]);
    expect([...fromBase64Url("Zg")]).toEqual([0x66]);
  });

  it("comes back whole, whatever the length", () => {
    for (let length = 0; length < 40; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 37 + length) % 256);
      expect([...fromBase64Url(toBase64Url(bytes.buffer))]).toEqual([...bytes]);
    }
  });
});
