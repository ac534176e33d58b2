import { afterEach, describe, expect, it, vi } from "vitest";
import { writeCookie } from "./cookies";

describe("cookies of the web application", () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  it.each([
    ["https:", true],
    ["http:", false],
  ])("over %s are Secure: %s", (protocol, secure) => {
    vi.stubGlobal("location", { protocol });
    const set = vi.spyOn(document, "cookie", "set").mockImplementation(() => undefined);
    writeCookie("coffer_theme", "dark");
    expect(set.mock.calls[0]?.[0]).toBe(`coffer_theme=dark; Path=/; Max-Age=31536000; SameSite=Lax${secure ? "; Secure" : ""}`);
  });
});
