import { describe, expect, it } from "vitest";
import { toBase64Url } from "./square-picture";

describe("a picture on its way to the profile", () => {
  it("is written in base64url without padding", () => {
    expect(toBase64Url(new Uint8Array([0xfb, 0xff, 0xbf, 0x01]))).toBe("-_-_AQ");
    expect(toBase64Url(new Uint8Array())).toBe("");
  });
});
