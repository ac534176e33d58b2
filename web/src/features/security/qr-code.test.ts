import { describe, expect, it } from "vitest";
import { qrPath } from "./qr-code";

const URL = "otpauth://totp/Coffer:ada%40example.org?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Coffer&algorithm=SHA1&digits=6&period=30";

/** The cells that the path paints. */
function painted(path: string, size: number): boolean[][] {
  const cells = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, width] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let cell = Number(x); cell < Number(x) + Number(width); cell += 1) cells[Number(y)]![cell] = true;
  }
  return cells;
}

describe("the QR code of a secret", () => {
  it("is a square of a size that the standard knows, in a light border of four cells", () => {
    const { size, path } = qrPath(URL);
    expect((size - 8 - 17) % 4).toBe(0);
    const cells = painted(path, size);
    for (const border of [0, 1, 2, 3, size - 4, size - 1]) {
      expect(cells[border]!.some(Boolean)).toBe(false);
      expect(cells.some((row) => row[border])).toBe(false);
    }
  });

  it("has the three finder patterns, and none in the last corner", () => {
    const { size, path } = qrPath(URL);
    const cells = painted(path, size);
    const row = (x: number, y: number) => cells[y]!.slice(x, x + 7).map((dark) => (dark ? "#" : ".")).join("");
    const finder = ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"];
    const at = (x: number, y: number) => finder.map((_, line) => row(x, y + line));
    expect(at(4, 4)).toEqual(finder);
    expect(at(size - 11, 4)).toEqual(finder);
    expect(at(4, size - 11)).toEqual(finder);
    expect(at(size - 11, size - 11)).not.toEqual(finder);
  });

  it("differs for another secret", () => {
    expect(qrPath(URL).path).not.toBe(qrPath(URL.replace("GEZD", "GEZE")).path);
  });
});
