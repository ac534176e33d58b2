import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { signIn } from "./session";

const IMPORT = "/import/0190a8f4-dddd-7c3a-9f10-000000000001";
const IMPORTED = "/import/0190a8f4-dddd-7c3a-9f10-000000000002";
const ACCOUNT = "/accounts/0190a8f4-aaaa-7c3a-9f10-000000000002";
const TRANSACTION = "/transactions?edit=0190a8f4-cccc-7c3a-9f10-000000000040";

const SIGNED_OUT = ["/", "/sign-in", "/sign-up", "/nowhere"];
const SIGNED_IN = [
  "/dashboard", "/portfolio", "/portfolio?chart=return&period=5y&by=instrument", "/transactions", "/transactions?sheet=new",
  TRANSACTION, "/transactions?q=nothing-like-it", "/accounts", "/accounts?sheet=new", ACCOUNT, "/import", IMPORT, IMPORTED, "/settings/profile", "/settings/account", "/settings/appearance", "/settings/household",
];
const THEMES = ["light", "dark"] as const;

for (const theme of THEMES) {
  test.describe(theme, () => {
    // Contrast depends on the theme, layout on the width: the dark theme is looked at on the desktop.
    test.skip(({ isMobile }) => isMobile && theme === "dark", "looked at on the desktop");

    for (const path of SIGNED_OUT) {
      test(`${path} is accessible`, async ({ page, context, baseURL }) => {
        await context.addCookies([{ name: "coffer_theme", value: theme, url: baseURL ?? "" }]);
        await check(page, path);
      });
    }
    for (const path of SIGNED_IN) {
      test(`${path} is accessible`, async ({ page, context, baseURL }) => {
        await signIn(context, baseURL, "full", theme);
        await check(page, path);
      });
    }
    for (const session of ["empty", "broken"] as const) {
      for (const path of ["/dashboard", "/portfolio", "/transactions", "/accounts", "/import"]) {
        test(`${path} is accessible when ${session}`, async ({ page, context, baseURL }) => {
          await signIn(context, baseURL, session, theme);
          await check(page, path);
        });
      }
    }
  });
}

async function check(page: Page, path: string) {
  const refusedByPolicy: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|Minified React error|Hydration/i.test(message.text())) refusedByPolicy.push(message.text());
  });
  await page.goto(path);
  await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter((violation) => violation.impact === "serious" || violation.impact === "critical");
  expect(grave.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).slice(0, 4).join(" | ")}`)).toEqual([]);
  expect(refusedByPolicy).toEqual([]);
  const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(tooWide, "nothing is wider than the screen").toBeLessThanOrEqual(0);
}
