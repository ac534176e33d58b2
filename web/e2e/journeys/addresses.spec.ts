import { expect, test } from "@playwright/test";
import { countMails, openMail } from "./mailbox";
import { givePassword, newAddress, PASSWORD, signIn, signOut, signUp } from "./person";
import { open, settled } from "../open";

test("a forgotten password is replaced by the link of a mail, which signs out every device", async ({ page, browser, request, baseURL }) => {
  const email = newAddress("forgetful");
  await signUp(page, email);
  const other = await (await browser.newContext({ baseURL })).newPage();
  await open(other, "/sign-in");
  await other.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(other.getByRole("heading", { name: "Forgot your password?" })).toBeVisible();
  await other.getByLabel("Email").fill(email);
  await other.getByRole("button", { name: "Send me a link" }).click();
  await expect(other.getByText("Look into your mail")).toBeVisible();
  const link = await openMail(request, email, "Choose another password");

  await open(other, link);
  await other.getByLabel("New password").fill("passwordpassword");
  await other.getByRole("button", { name: "Change the password" }).click();
  await expect(other.getByText(/among the first that are guessed/)).toBeVisible();
  await other.getByLabel("New password").fill("seven green kettles whistle");
  await other.getByRole("button", { name: "Change the password" }).click();
  await expect(other.getByText("Your password is changed")).toBeVisible();

  await page.goto("/accounts");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccounts/);
  await givePassword(other, email, PASSWORD);
  await expect(other.getByText("Email or password is not right")).toBeVisible();
  await signIn(other, email, "seven green kettles whistle");

  await open(page, link);
  await page.getByLabel("New password").fill("eight green kettles whistle");
  await page.getByRole("button", { name: "Change the password" }).click();
  await expect(page.getByText("This link is not good any more")).toBeVisible();
});

test("an unknown address is answered alike, and gets no mail", async ({ page, request }) => {
  const email = newAddress("nobody");
  await open(page, "/forgot-password");
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send me a link" }).click();
  await expect(page.getByText("Look into your mail")).toBeVisible();
  await page.waitForTimeout(2000);
  expect(await countMails(request, email)).toBe(0);
});

test("an address changes when both have confirmed", async ({ page, request }) => {
  const [old, fresh] = [newAddress("old"), newAddress("new")];
  await signUp(page, old);
  await page.goto(await openMail(request, old, "Confirm your e-mail address"));
  await expect(page.getByText("Your address is confirmed")).toBeVisible();

  await open(page, "/settings/account");
  await page.getByRole("button", { name: "Change" }).click();
  await page.getByLabel("New address").fill(fresh);
  await page.getByRole("button", { name: "Send the links" }).click();
  const change = page.getByRole("region", { name: "Change of address under way" });
  await expect(change.getByText("has still to confirm")).toHaveCount(2);

  await open(page, await openMail(request, fresh, "Confirm your new e-mail address"));
  await page.getByRole("button", { name: "Confirm the change" }).click();
  await expect(page.getByText("One of two: this address has confirmed")).toBeVisible();
  await page.getByRole("link", { name: "Go to your account" }).click();
  await expect(change.getByText("has still to confirm")).toHaveCount(1);

  await open(page, await openMail(request, old, "Confirm the change of your e-mail address"));
  await page.getByRole("button", { name: "Confirm the change" }).click();
  await expect(page.getByText("Your account goes by the new address now")).toBeVisible();
  await page.goto("/dashboard");
  await signOut(page);
  await givePassword(page, old);
  await expect(page.getByText("Email or password is not right")).toBeVisible();
  await signIn(page, fresh);
});

test("a deletion is called off", async ({ page }) => {
  await signUp(page, newAddress("leaving"));
  await open(page, "/settings/account");
  await page.getByRole("button", { name: "Delete my account" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete in 14 days" }).click();
  const notice = page.getByRole("region", { name: "Deletion of the account" });
  await expect(notice).toContainText("Your account will be deleted on");
  await page.goto("/settings");
  await settled(page);
  await notice.getByRole("button", { name: "Keep my account" }).click();
  await expect(notice).toHaveCount(0);
  await page.goto("/settings/account");
  await expect(page.getByRole("button", { name: "Delete my account" })).toBeVisible();
});
