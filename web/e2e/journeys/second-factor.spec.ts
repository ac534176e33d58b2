import { expect, test } from "@playwright/test";
import { Authenticator } from "./authenticator";
import { openMail } from "./mailbox";
import { givePassword, newAddress, signIn, signOut, signUp, turnOnCodes } from "./person";
import { open, settled } from "../open";

test("someone signs up, proves the address, turns on codes and signs in with one, and with a recovery code", async ({ page, request }) => {
  const email = newAddress("codes");
  await signUp(page, email);
  await page.goto("/settings/account");
  await expect(page.getByText("Not confirmed")).toBeVisible();
  await page.goto(await openMail(request, email, "Confirm your e-mail address"));
  await expect(page.getByText("Your address is confirmed")).toBeVisible();
  await page.reload();
  await expect(page.getByText("This link is not good any more")).toBeVisible();
  await page.goto("/settings/account");
  await expect(page.getByText("Confirmed", { exact: true })).toBeVisible();

  const { app, recoveryCodes } = await turnOnCodes(page);
  expect(recoveryCodes).toHaveLength(10);
  await signOut(page);

  await givePassword(page, email);
  await page.getByLabel("Code from your app").fill("000000");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("This code is not right, or was used before")).toBeVisible();
  const code = await app.nextCode();
  await page.getByLabel("Code from your app").fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
  await signOut(page);

  await givePassword(page, email);
  await page.getByLabel("Code from your app").fill(code);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("This code is not right, or was used before")).toBeVisible();
  await page.getByRole("button", { name: "Use a recovery code instead" }).click();
  await page.getByLabel("Recovery code").fill((recoveryCodes[0] ?? "").toLowerCase());
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
  await page.goto("/settings/security");
  await expect(page.getByText("9 left")).toBeVisible();
  const history = page.getByRole("list", { name: "Attempts to sign in" });
  await expect(history.getByRole("listitem").first()).toContainText("Recovery code");
  await expect(history.getByText("Wrong second step")).toHaveCount(2);
});

test("a passkey is the second step, and signs in alone", async ({ page }) => {
  const device = await Authenticator.plugIn(page);
  const email = newAddress("passkey");
  await signUp(page, email);
  await open(page, "/settings/security");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Laptop");
  await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByRole("list", { name: "Your passkeys" })).toContainText("Laptop");
  expect(await device.count()).toBe(1);

  await device.present(false);
  await signOut(page);
  await givePassword(page, email);
  await expect(page.getByText("The password is right.")).toBeVisible();
  await device.present(true);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);

  await device.present(false);
  await signOut(page);
  await settled(page);
  await device.present(true);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL(/\/dashboard$/);

  await open(page, "/settings/security");
  await page.getByRole("button", { name: "Rename Laptop" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Old laptop");
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("list", { name: "Your passkeys" })).toContainText("Old laptop");
  await page.getByRole("button", { name: "Remove Old laptop" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("list", { name: "Your passkeys" })).toHaveCount(0);
  await device.present(false);
  await signOut(page);
  await signIn(page, email);
});

test("a passkey that the browser offers under the e-mail field signs in", async ({ page }) => {
  await Authenticator.plugIn(page);
  await signUp(page, newAddress("offered"));
  await open(page, "/settings/security");
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Laptop");
  await page.getByRole("dialog").getByRole("button", { name: "Add" }).click();
  await page.getByRole("button", { name: "I have kept them" }).click();
  // The browser's list cannot be reached from here: its question waits until somebody is said to have chosen from it.
  await page.addInitScript(() => {
    const get = navigator.credentials.get.bind(navigator.credentials);
    navigator.credentials.get = async (options) => {
      if (options?.mediation !== "conditional") return get(options);
      await new Promise((chosen) => {
        window.addEventListener("chosen", chosen, { once: true });
        document.documentElement.dataset.offered = "a passkey";
      });
      return get({ ...options, mediation: "optional" });
    };
  });
  await signOut(page);
  await expect(page.getByLabel("Email")).toHaveAttribute("autocomplete", "username webauthn");
  await expect(page.locator("html")).toHaveAttribute("data-offered", "a passkey");
  await page.evaluate(() => window.dispatchEvent(new Event("chosen")));
  await expect(page).toHaveURL(/\/dashboard$/);
});
