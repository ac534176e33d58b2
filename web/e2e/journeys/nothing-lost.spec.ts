import { expect, type Page, test } from "@playwright/test";
import { openMail } from "./mailbox";
import { givePassword, newAddress, PASSWORD, signIn, signUp, turnOnCodes } from "./person";
import { open } from "../open";

async function addAccount(page: Page, name: string) {
  await open(page, "/accounts?sheet=new");
  const sheet = page.getByRole("dialog", { name: "Add an account" });
  await sheet.getByLabel("Name").fill(name);
  return sheet;
}

test("a session that another device ends while somebody types loses nothing", async ({ page, browser, baseURL }) => {
  const email = newAddress("interrupted");
  await signUp(page, email);
  const sheet = await addAccount(page, "Savings of the interrupted");

  const other = await (await browser.newContext({ baseURL })).newPage();
  await signIn(other, email);
  await open(other, "/settings/security");
  const devices = other.getByRole("list", { name: "Where you are signed in" });
  // On a busy machine the button may be there before the page listens to it.
  await expect(async () => {
    const signOut = devices.getByRole("button", { name: /^Sign out/ });
    if ((await signOut.count()) > 0) await signOut.click();
    await expect(devices.getByRole("listitem")).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
  await other.waitForTimeout(1000);

  await sheet.getByRole("button", { name: "Add account" }).click();
  const asks = page.getByRole("dialog", { name: "Your session has ended" });
  await expect(asks.getByLabel("Email")).toHaveValue(email);
  await asks.getByLabel("Password", { exact: true }).fill("not the password at all");
  await asks.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(asks.getByText("Email or password is not right")).toBeVisible();
  await asks.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await asks.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(asks).toHaveCount(0);
  await expect(sheet).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Savings of the interrupted" })).toBeVisible();
  await page.goto("/accounts");
  await expect(page.getByRole("link", { name: /Savings of the interrupted/ }).filter({ visible: true })).toHaveCount(1);
});

test("who does not sign in again keeps what was typed, and is told", async ({ page, context }) => {
  await signUp(page, newAddress("stays"));
  const sheet = await addAccount(page, "Kept for later");
  await context.clearCookies({ name: /session/ });
  await sheet.getByRole("button", { name: "Add account" }).click();
  await page.getByRole("dialog", { name: "Your session has ended" }).getByRole("button", { name: "Close" }).click();
  await expect(sheet.getByLabel("Name")).toHaveValue("Kept for later");
  await expect(sheet.getByRole("alert")).toBeVisible();
});

test("a fresh proof in the middle of a form loses nothing", async ({ page, browser, baseURL }) => {
  const email = newAddress("careful");
  await signUp(page, email);
  const other = await (await browser.newContext({ baseURL })).newPage();
  await signIn(other, email);
  const { app } = await turnOnCodes(other);

  const fresh = newAddress("moved");
  await open(page, "/settings/account");
  await page.getByRole("button", { name: "Change" }).click();
  const form = page.getByRole("dialog", { name: "Change your e-mail address" });
  await form.getByLabel("New address").fill(fresh);
  await form.getByRole("button", { name: "Send the links" }).click();
  const asks = page.getByRole("dialog", { name: "Is it you?" });
  await asks.getByRole("button", { name: "Close" }).click();
  await expect(form.getByLabel("New address")).toHaveValue(fresh);
  await expect(form.getByRole("alert")).toBeVisible();

  await form.getByRole("button", { name: "Send the links" }).click();
  await asks.getByLabel("Code from your app").fill(await app.nextCode());
  await asks.getByRole("button", { name: "Confirm" }).click();
  await expect(form).toHaveCount(0);
  await expect(page.getByRole("region", { name: "Change of address under way" })).toContainText(fresh);
});

test("a key does what it was allowed, until it is revoked", async ({ page, request }) => {
  const email = newAddress("keys");
  await signUp(page, email);
  await page.goto(await openMail(request, email, "Confirm your e-mail address"));
  await expect(page.getByText("Your address is confirmed")).toBeVisible();
  await open(page, "/settings/keys");
  await page.getByRole("button", { name: "Make a key" }).click();
  const form = page.getByRole("dialog", { name: "Make an API key" });
  await form.getByLabel("Name").fill("Spreadsheet");
  await form.getByLabel("Export files").check();
  await form.getByRole("button", { name: "Make the key" }).click();
  const made = page.getByRole("dialog", { name: "Keep this key" });
  const key = (await made.locator("code").textContent()) ?? "";
  await made.getByRole("button", { name: "I have kept it" }).click();
  const row = page.getByRole("list", { name: "Your API keys" }).getByRole("listitem");
  await expect(row).toContainText("Export files; See accounts, transactions and reports");

  const withKey = { headers: { Authorization: `Bearer ${key}` } };
  expect((await request.get("/v1/accounts", withKey)).status()).toBe(200);
  expect((await request.post("/v1/accounts", { ...withKey, data: { name: "By key", kind: "cash", currency: "EUR" } })).status()).toBe(403);
  expect((await request.get("/v1/me/api-keys", withKey)).status()).toBe(403);
  await row.getByRole("button", { name: /^Revoke/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(row).toHaveCount(0);
  await expect(async () => expect((await request.get("/v1/accounts", withKey)).status()).toBe(401)).toPass({ timeout: 3000 });
});

test("a changed password signs out the other devices, and this one goes on", async ({ page, browser, baseURL }) => {
  const email = newAddress("changing");
  await signUp(page, email);
  const other = await (await browser.newContext({ baseURL })).newPage();
  await signIn(other, email);
  await open(page, "/settings/security");
  await page.getByLabel("Current password").fill("this is not my password");
  await page.getByLabel("New password").fill("brass otter window seat");
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("This is not your password.")).toBeVisible();
  await page.getByLabel("Current password").fill(PASSWORD);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Changed. Your other devices are signed out.")).toBeVisible();
  await page.goto("/accounts");
  await expect(page).toHaveURL(/\/accounts$/);
  await other.goto("/accounts");
  await expect(other).toHaveURL(/\/sign-in/);
});

test("guessing is slowed down, and the page says for how long", async ({ page }) => {
  const email = newAddress("guessed");
  await signUp(page, email);
  await page.context().clearCookies();
  await givePassword(page, email, "a first wrong guess");
  await expect(async () => {
    const button = page.getByRole("button", { name: /^(Sign in|Try again in \d+:\d\d)$/ });
    if (/Try again/.test((await button.textContent()) ?? "")) return;
    await page.getByLabel("Password", { exact: true }).fill(`another wrong guess ${Date.now()}`);
    await button.click();
    await expect(page.getByRole("button", { name: /^Try again in \d+:\d\d$/ })).toBeVisible({ timeout: 1500 });
  }).toPass({ timeout: 60_000 });
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled({ timeout: 60_000 });
});
