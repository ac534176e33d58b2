import { expect, test } from "@playwright/test";

// What the application, the API and the server in front of both answer.
const ANSWERS: [path: string, status: number][] = [
  ["/", 200], ["/dashboard", 307], ["/nowhere", 404], ["/_next/static/nothing.js", 404], ["/icon.svg", 200],
  ["/v1/me", 401], ["/v1/nothing", 404], ["/healthz", 200], ["/%E0%A4%A", 400], [`/${"long".repeat(20_000)}`, 414],
];

test("every answer carries the headers that keep a page safe, whoever gave it", async ({ request }) => {
  for (const [path, status] of ANSWERS) {
    const response = await request.get(path, { maxRedirects: 0 });
    const name = path.slice(0, 40);
    expect.soft(response.status(), name).toBe(status);
    const values = (header: string) => response.headersArray().filter((each) => each.name.toLowerCase() === header).map((each) => each.value);
    expect.soft(values("x-content-type-options"), name).toEqual(["nosniff"]);
    expect.soft(values("x-frame-options"), name).toEqual(["DENY"]);
    expect.soft(values("referrer-policy"), name).toHaveLength(1);
    expect.soft(values("content-security-policy"), name).toHaveLength(1);
    expect.soft(values("content-security-policy")[0], name).toContain("frame-ancestors 'none'");
  }
});
