import { defineConfig, devices } from "@playwright/test";

// With COFFER_URL the journeys run against that running Coffer. Without it the screens are shown
// on the stand-in API, from a build made before.
const url = process.env.COFFER_URL;
const apiPort = Number(process.env.COFFER_TEST_API_PORT ?? 3111);
const webPort = Number(process.env.COFFER_TEST_WEB_PORT ?? 3112);

const launchOptions = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  // Without these it looks for update servers at every start.
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
};

export default defineConfig({
  testDir: url ? "e2e/journeys" : "e2e/screens",
  outputDir: "test-results",
  forbidOnly: true,
  retries: 0,
  workers: 1,
  timeout: 180_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: url ?? `http://127.0.0.1:${webPort}`,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    trace: "retain-on-failure",
    launchOptions,
  },
  projects: [
    { name: "desktop", use: { ...devices["Desktop Chrome"], viewport: { width: 1440, height: 900 }, launchOptions } },
    { name: "phone", use: { ...devices["Desktop Chrome"], viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, launchOptions } },
  ],
  webServer: url
    ? undefined
    : [
        { command: `node e2e/mock/server.mjs ${apiPort}`, port: apiPort, reuseExistingServer: false },
        {
          command: "node .next/standalone/server.js",
          port: webPort,
          reuseExistingServer: false,
          env: { PORT: String(webPort), HOSTNAME: "127.0.0.1", COFFER_API_URL: `http://127.0.0.1:${apiPort}` },
        },
      ],
});
