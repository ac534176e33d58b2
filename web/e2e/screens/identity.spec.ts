import { expect, test } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { signIn } from "./session";
import { open } from "../open";

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.skip(({ isMobile }) => isMobile && theme === "dark", "looked at on the desktop");

    test("a second step is asked for in words", async ({ page, context, baseURL }) => {
      await context.addCookies([{ name: "coffer_theme", value: theme, url: baseURL ?? "" }]);
      await open(page, "/sign-in");
      await page.getByLabel("Email").fill("two-step@example.org");
      await page.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
      await page.getByRole("button", { name: "Sign in", exact: true }).click();
      await expect(page.getByLabel("Code from your app")).toBeFocused();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Use a recovery code instead" }).click();
      await expect(page.getByLabel("Recovery code")).toBeFocused();
      await expectAccessible(page);
    });

    test("codes are set up, and the recovery codes shown once", async ({ page, context, baseURL }) => {
      await signIn(context, baseURL, "empty", theme);
      await open(page, "/settings/security");
      await page.getByRole("button", { name: "Set up" }).click();
      await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
      await expectAccessible(page);
      await page.getByLabel("Code that the app shows").fill("287082");
      await page.getByRole("button", { name: "Turn on" }).click();
      const dialog = page.getByRole("dialog", { name: "Keep these recovery codes" });
      await expect(dialog.getByRole("listitem")).toHaveCount(10);
      await page.keyboard.press("Escape");
      await expect(dialog).toBeVisible();
      await expectAccessible(page);
      await dialog.getByRole("button", { name: "I have kept them" }).click();
      await expect(page.getByRole("dialog")).toHaveCount(0);
    });

    test("a fresh proof is asked for over the page", async ({ page, context, baseURL }) => {
      await signIn(context, baseURL, "full", theme);
      await open(page, "/settings/security");
      await page.getByRole("button", { name: "New codes" }).click();
      await page.getByRole("button", { name: "Make new codes" }).click();
      const asks = page.getByRole("dialog", { name: "Is it you?" });
      await expect(asks.getByRole("button", { name: "Use a passkey" })).toBeVisible();
      await expectAccessible(page);
      await asks.getByRole("button", { name: "Use a code from your app instead" }).click();
      await asks.getByLabel("Code from your app").fill("000000");
      await asks.getByRole("button", { name: "Confirm" }).click();
      await expect(asks.getByRole("alert")).toContainText("This code is not right");
      await asks.getByLabel("Code from your app").fill("287082");
      await asks.getByRole("button", { name: "Confirm" }).click();
      await expect(page.getByRole("dialog", { name: "Keep these recovery codes" })).toBeVisible();
    });

    test("a key is made with what it may do", async ({ page, context, baseURL }) => {
      await signIn(context, baseURL, "full", theme);
      await open(page, "/settings/keys");
      await page.getByRole("button", { name: "Make a key" }).click();
      await page.getByLabel("Name").fill("Spreadsheet");
      await expectAccessible(page);
      await page.getByRole("button", { name: "Make the key" }).click();
      await expect(page.getByRole("dialog", { name: "Keep this key" })).toContainText("cof_3q2-7wEjRWeJq83vASNFZ4mrze8BI0VniavN7wEjRWc");
      await expectAccessible(page);
    });
  });
}

test("too many guesses are counted down", async ({ page }) => {
  await open(page, "/sign-in");
  await page.getByLabel("Email").fill("eager@example.org");
  await page.getByLabel("Password", { exact: true }).fill("guess");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("button", { name: /^Try again in (1:1|1:0|0:5)\d$/ })).toBeDisabled();
  await expect(page.getByText("Too many attempts")).toBeVisible();
});

test("the rules of a password are ticked off while it is typed", async ({ page }) => {
  await open(page, "/sign-up");
  const rules = page.getByRole("list", { name: "What the password has to be" });
  await page.getByLabel("Password", { exact: true }).fill("correct horse");
  await expect(rules).toContainText("15 characters or more: 2 to go");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery");
  await expect(rules).toContainText("15 characters or more (met)");
});
