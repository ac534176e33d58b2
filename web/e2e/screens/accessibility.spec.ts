import { expect, type Page, test } from "@playwright/test";
import { expectAccessible, expectContrastInTheDark } from "./accessible";
import { signIn } from "./session";

const IMPORT = "/import/0190a8f4-dddd-7c3a-9f10-000000000001";
const IMPORTED = "/import/0190a8f4-dddd-7c3a-9f10-000000000002";
const RECOGNISED = "/import/0190a8f4-dddd-7c3a-9f10-000000000003";
const ACCOUNT = "/accounts/0190a8f4-aaaa-7c3a-9f10-000000000002";
const INSTRUMENT = "/instruments/0190a8f4-bbbb-7c3a-9f10-000000000002";
const ACTIONS = `${INSTRUMENT}/actions`;
const TRANSACTION = "/transactions?edit=0190a8f4-cccc-7c3a-9f10-000000000040";

const SIGNED_OUT = [
  "/", "/sign-in", "/sign-up", "/nowhere", "/forgot-password", "/reset-password", "/reset-password#a-token", "/verify-email",
  "/verify-email#a-token", "/confirm-email", "/confirm-email#a-token", "/invitation",
];
const SIGNED_IN = [
  "/dashboard", "/portfolio", "/portfolio?chart=return&period=5y&by=instrument", ...["holdings", "lots", "trades?period=max", "income?period=5y", "risk?period=max", "allocation?by=sector", "contribution"].map((tab) => `/portfolio/${tab}`),
  INSTRUMENT, `${INSTRUMENT}/sell`, "/data-health", "/transactions", "/transactions?sheet=new",
  TRANSACTION, "/transactions?q=nothing-like-it", "/transactions?known=2026-03-31", "/transactions/0190a8f4-cccc-7c3a-9f10-000000000040",
  "/transactions?copy=0190a8f4-cccc-7c3a-9f10-000000000040", "/transfers", "/changes", ACTIONS, `${ACTIONS}?sheet=split`, "/accounts", "/accounts?sheet=new", ACCOUNT, "/import", IMPORT, IMPORTED, RECOGNISED,
  "/sign-up/mail-sent", "/settings/profile", "/settings/account", "/settings/appearance", "/settings/household", "/settings/security", "/settings/keys",
  "/settings/people", "/settings/history", "/settings/history?of=me", "/settings/people/0190a8f4-2222-7c3a-9f10-000000000003",
];

for (const path of SIGNED_OUT) {
  test(`${path} is accessible`, async ({ page, isMobile }) => {
    await check(page, path, isMobile);
  });
}
for (const path of SIGNED_IN) {
  test(`${path} is accessible`, async ({ page, context, baseURL, isMobile }) => {
    await signIn(context, baseURL, "full");
    await check(page, path, isMobile);
  });
}
for (const session of ["empty", "broken"] as const) {
  for (const path of ["/dashboard", "/portfolio", "/portfolio/trades", "/portfolio/risk", INSTRUMENT, "/data-health", "/transactions", "/transfers", "/changes", "/accounts", "/import", "/settings/security", "/settings/account", "/settings/keys"]) {
    test(`${path} is accessible when ${session}`, async ({ page, context, baseURL, isMobile }) => {
      await signIn(context, baseURL, session);
      await check(page, path, isMobile);
    });
  }
}

// Contrast depends on the theme, layout on the width: the dark theme is looked at on the desktop.
async function check(page: Page, path: string, isMobile: boolean) {
  const refusedByPolicy: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy|Minified React error|Hydration/i.test(message.text())) refusedByPolicy.push(message.text());
  });
  await page.goto(path);
  await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
  await expectAccessible(page);
  if (!isMobile) await expectContrastInTheDark(page);
  expect(refusedByPolicy).toEqual([]);
}
