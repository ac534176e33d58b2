import { type APIResponse, expect, test } from "@playwright/test";

// What protects browsers, on every answer of the web server: pages, what is missing, what is faulty, and files.
test.skip(({ isMobile }) => isMobile, "the same on every screen");

const PAGES = [
  { path: "/", status: 200 },
  { path: "/sign-in", status: 200 },
  { path: "/sign-in?next=//evil.example", status: 200 },
  { path: "/nowhere", status: 404 },
  { path: "/sign-in/%2e%2e/nowhere", status: 404 },
  { path: "/sign-in?next=%0d%0aX-Evil:1", status: 200 },
  { path: "/dashboard", status: 307 },
];
const FILES = ["/icon.svg", "/manifest.webmanifest", "/icons/apple-touch-icon.png", "/_next/static/nothing.js"];

function expectProtected(response: APIResponse, what: string) {
  const headers = response.headers();
  expect(headers["x-content-type-options"], what).toBe("nosniff");
  expect(headers["x-frame-options"], what).toBe("DENY");
  expect(headers["referrer-policy"], what).toBe("same-origin");
  expect(headers["cross-origin-opener-policy"], what).toBe("same-origin");
  expect(headers["cross-origin-resource-policy"], what).toBe("same-origin");
  expect(headers["permissions-policy"], what).toContain("camera=()");
  expect(headers["x-powered-by"], what).toBeUndefined();
  expect(headers["x-evil"], what).toBeUndefined();
  for (const directive of ["base-uri 'none'", "frame-ancestors 'none'"]) expect(headers["content-security-policy"], what).toContain(directive);
}

test("every page has a policy with a nonce of its own", async ({ request }) => {
  const nonces: string[] = [];
  for (const { path, status } of [...PAGES, ...PAGES]) {
    const response = await request.get(path, { maxRedirects: 0 });
    expect(response.status(), path).toBe(status);
    expectProtected(response, path);
    const policy = response.headers()["content-security-policy"] ?? "";
    const nonce = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic'(;|$)/.exec(policy)?.[1] ?? "";
    expect(nonce.length, path).toBeGreaterThanOrEqual(22);
    nonces.push(nonce);
    expect(policy, path).toContain("object-src 'none'");
    expect(policy, path).toContain("form-action 'self'");
    expect(/script-src[^;]*'unsafe/.test(policy), path).toBe(false);
  }
  expect(new Set(nonces).size).toBe(nonces.length);
});

test("a nonce that the request brings is not taken", async ({ request }) => {
  const response = await request.get("/sign-in", { headers: { "x-nonce": "chosen", "content-security-policy": "script-src 'nonce-chosen'" } });
  expect(response.headers()["content-security-policy"]).not.toContain("chosen");
  expect(await response.text()).not.toContain('nonce="chosen"');
});

test("files have a policy under which nothing runs", async ({ request }) => {
  for (const path of FILES) {
    const response = await request.get(path);
    expectProtected(response, path);
    expect(response.headers()["content-security-policy"], path).toContain("default-src 'none'");
  }
});

test("a handler that was slipped into the page does not run", async ({ page }) => {
  await page.goto("/sign-in");
  const refused: string[] = [];
  page.on("console", (message) => refused.push(message.text()));
  await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", "<img src='/nothing.png' onerror='window.slipped = true'>"));
  await expect.poll(() => refused.some((text) => text.includes("Content Security Policy"))).toBe(true);
  expect(await page.evaluate(() => "slipped" in window)).toBe(false);
});

test("every script of a page bears the nonce of its answer", async ({ request }) => {
  for (const path of ["/", "/sign-in", "/nowhere"]) {
    const response = await request.get(path);
    const nonce = /'nonce-([^']+)'/.exec(response.headers()["content-security-policy"] ?? "")?.[1] ?? "no nonce";
    const scripts = [...(await response.text()).matchAll(/<script\b([^>]*)>/g)];
    expect(scripts.length, path).toBeGreaterThan(0);
    for (const [, attributes] of scripts) expect(attributes, path).toContain(`nonce="${nonce}"`);
  }
});

test("browsers keep to https where they came by it", async ({ request }) => {
  const https = await request.get("/sign-in", { headers: { "X-Forwarded-Proto": "https" } });
  expect(https.headers()["strict-transport-security"]).toContain("max-age=31536000");
  const plain = await request.get("/sign-in");
  expect(plain.headers()["strict-transport-security"]).toBeUndefined();
});
