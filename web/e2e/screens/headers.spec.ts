import { expect, test } from "@playwright/test";

// Pages with a script of their own, and what Next answers by itself.
const PAGES: [path: string, status: number][] = [
  ["/", 200], ["/sign-in", 200], ["/dashboard", 307], ["/nowhere", 404], ["/accounts/nobody's", 307], ["/sign-in?next=%0d%0aX-Evil:1", 200],
];
const FILES: [path: string, status: number][] = [
  ["/icon.svg", 200], ["/manifest.webmanifest", 200], ["/_next/static/nothing.js", 404], ["/icons/nothing.png", 404],
];

test("every answer carries the headers that keep a page safe", async ({ request }) => {
  for (const [path, status] of [...PAGES, ...FILES]) {
    const response = await request.get(path, { maxRedirects: 0 });
    expect(response.status(), path).toBe(status);
    const headers = response.headers();
    expect.soft(headers["x-content-type-options"], path).toBe("nosniff");
    expect.soft(headers["x-frame-options"], path).toBe("DENY");
    expect.soft(headers["referrer-policy"], path).toBe("same-origin");
    expect.soft(headers["cross-origin-opener-policy"], path).toBe("same-origin");
    for (const directive of ["base-uri 'none'", "frame-ancestors 'none'"]) {
      expect.soft(headers["content-security-policy"], path).toContain(directive);
    }
    expect.soft(headers["x-powered-by"], path).toBeUndefined();
    expect.soft(headers["x-evil"], path).toBeUndefined();
  }
});

test("scripts run by a nonce that no other answer has", async ({ request }) => {
  const nonces = new Set<string>();
  for (const path of ["/", "/", "/sign-in", "/nowhere"]) {
    const response = await request.get(path);
    const policy = response.headers()["content-security-policy"] ?? "";
    const script = /script-src ([^;]*)/.exec(policy)?.[1] ?? "";
    expect(script).not.toContain("unsafe-inline");
    expect(script).not.toContain("unsafe-eval");
    const nonce = /'nonce-([^']+)'/.exec(script)?.[1] ?? "";
    expect(nonce.length).toBeGreaterThan(20);
    nonces.add(nonce);
    for (const [, attributes] of (await response.text()).matchAll(/<script\b([^>]*)>/g)) {
      expect(attributes, path).toContain(`nonce="${nonce}"`);
    }
  }
  expect(nonces.size).toBe(4);
});

test("a nonce that the request brings is not taken", async ({ request }) => {
  const response = await request.get("/sign-in", { headers: { "x-nonce": "chosen", "content-security-policy": "script-src 'nonce-chosen'" } });
  expect(response.headers()["content-security-policy"]).not.toContain("chosen");
  expect(await response.text()).not.toContain('nonce="chosen"');
});

test("files have a policy under which nothing runs", async ({ request }) => {
  for (const [path] of FILES) {
    const response = await request.get(path);
    expect(response.headers()["content-security-policy"], path).toContain("default-src 'none'");
  }
});

test("a script without the nonce does not run", async ({ page }) => {
  await page.goto("/sign-in");
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.planted = true";
    document.body.append(script);
    const image = document.createElement("div");
    image.innerHTML = `<img src="x" onerror="window.planted = true">`;
    document.body.append(image);
  });
  await page.waitForTimeout(300);
  expect(await page.evaluate(() => "planted" in window)).toBe(false);
});

test("browsers keep to https where they came by it", async ({ request }) => {
  const https = await request.get("/sign-in", { headers: { "X-Forwarded-Proto": "https" } });
  expect(https.headers()["strict-transport-security"]).toContain("max-age=31536000");
  const plain = await request.get("/sign-in");
  expect(plain.headers()["strict-transport-security"]).toBeUndefined();
});
