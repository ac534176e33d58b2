import { defineConfig, devices } from "@playwright/test";

// With COFFER_URL the journeys run against that running Coffer. Without it the screens are shown
// on the stand-in API, from a build made before.
const url = process.env.COFFER_URL;
// Of the stand-in API and the web server, for each project: what one changes there is not seen by the other.
const [api = 3111, web = 3112, phoneApi = 3113, phoneWeb = 3114] = (process.env.COFFER_TEST_PORTS ?? "").split(",").filter(Boolean).map(Number);
const servers = { desktop: { api, web }, phone: { api: phoneApi, web: phoneWeb } };

const launchOptions = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  // Without these it looks for update servers at every start.
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
};

export default defineConfig({
  testDir: url ? "e2e/journeys" : "e2e/screens",
  outputDir: "test-results",
  forbidOnly: true,
  // A second try tells a race from a fault; whoever needs it is named at the end.
  retries: 1,
  // Pages wait more than they work. The files are shared out, the tests of a file stay in their order.
  workers: 2,
  timeout: 180_000,
  // A busy machine is no fault of the page.
  expect: { timeout: 20_000 },
  reporter: [["list"]],
  use: {
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    trace: "on-first-retry",
    launchOptions,
  },
  projects: [
    { name: "desktop", use: { ...devices["Desktop Chrome"], ...at("desktop"), viewport: { width: 1440, height: 900 }, launchOptions } },
    { name: "phone", use: { ...devices["Desktop Chrome"], ...at("phone"), viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, launchOptions } },
  ],
  webServer: url ? undefined : Object.values(servers).flatMap((ports) => serve(ports.api, ports.web)),
});

function at(project: keyof typeof servers) {
  return { baseURL: url ?? `http://127.0.0.1:${servers[project].web}` };
}

function serve(api: number, web: number) {
  return [
    { command: `node e2e/mock/server.mjs ${api}`, port: api, reuseExistingServer: false },
    {
      command: "node .next/standalone/server.js",
      port: web,
      reuseExistingServer: false,
      env: { PORT: String(web), HOSTNAME: "127.0.0.1", COFFER_API_URL: `http://127.0.0.1:${api}` },
    },
  ];
}
