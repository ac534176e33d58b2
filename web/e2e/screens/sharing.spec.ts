import { expect, test } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { signIn } from "./session";
import { open } from "../open";

const MEMBER = "/settings/people/0190a8f4-2222-7c3a-9f10-000000000004";
const HELD_TOGETHER = "/accounts/0190a8f4-aaaa-7c3a-9f10-000000000001";

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.skip(({ isMobile }) => isMobile && theme === "dark", "looked at on the desktop");

    test("what somebody invited will see is chosen", async ({ page, context, baseURL }) => {
      await signIn(context, baseURL, "full", theme);
      await open(page, "/settings/people?sheet=invite");
      const sheet = page.getByRole("dialog", { name: "Invite somebody" });
      await expect(sheet.getByLabel("What they see of Mortgage")).toHaveCount(0);
      await sheet.getByLabel("Sees", { exact: true }).selectOption("Only what I choose");
      await expect(sheet.getByLabel("What they see of Mortgage").getByRole("option", { name: "Changes it" })).toHaveCount(0);
      await sheet.getByLabel("What they see of Mortgage").selectOption("Sees it without amounts");
      await expectAccessible(page);
      await sheet.getByLabel("Role").selectOption("Manager");
      await expect(sheet.getByText("Whoever manages a household sees it whole.")).toBeVisible();
    });

    test("what a member sees is shown and changed", async ({ page, context, baseURL }) => {
      await signIn(context, baseURL, "full", theme);
      await open(page, MEMBER);
      await expect(page.getByLabel("What they see of Trade Republic")).toHaveValue("edit");
      await expect(page.getByLabel("What they see of Interactive Brokers")).toHaveValue("view_without_amounts");
      await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
      await page.getByLabel("What they see of Trade Republic").selectOption("Not shown");
      await expect(page.getByRole("button", { name: "Save" })).toBeEnabled();
      await expectAccessible(page);
    });

    test("whose an account is has a picture", async ({ page, context, baseURL }) => {
      await signIn(context, baseURL, "full", theme);
      await open(page, `${HELD_TOGETHER}?sheet=ownership`);
      const sheet = page.getByRole("dialog", { name: "Whose Trade Republic is" });
      await expect(sheet.getByText("10.00% belongs to somebody outside the household.")).toBeVisible();
      await expectAccessible(page);
      await sheet.getByRole("button", { name: "Parts alike" }).click();
      await expect(sheet.getByText("Together they are the whole.")).toBeVisible();
      await expect(sheet.getByLabel("Ada Byron's part in per cent")).toHaveValue("25");
    });

    test("one of fifty households is found", async ({ page, context, baseURL }) => {
      await signIn(context, baseURL, "office", theme);
      await open(page, "/settings/appearance");
      await page.getByRole("button", { name: /Switch household/ }).click();
      await expect(page.getByRole("option")).toHaveCount(51);
      await expectAccessible(page);
      await page.getByLabel("Find a household").fill("cli 37");
      await expect(page.getByRole("option")).toHaveCount(1);
      await expect(page.getByRole("option")).toContainText("Adviser");
      await page.keyboard.press("Enter");
      await expect(page.getByRole("button", { name: /^Client 37 household/ })).toBeVisible();
    });
  });
}

test("whoever may only look is offered nothing that would be refused", async ({ page, context, baseURL }) => {
  await signIn(context, baseURL, "viewer");
  for (const path of ["/dashboard", "/accounts", HELD_TOGETHER, "/transactions", "/portfolio"]) {
    await open(page, path);
    await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
    for (const name of [/^Add/, /^Edit/, /^Import/, /^Change$/, /^Delete/, /^Actions/]) {
      await expect(page.getByRole("link", { name }).or(page.getByRole("button", { name })), `${name} on ${path}`).toHaveCount(0);
    }
  }
  await page.goto("/import");
  await expect(page.getByText("Your role does not include imports")).toBeVisible();
  await page.goto("/settings/people");
  await expect(page.getByText("Invite somebody")).toHaveCount(0);
  await page.goto("/settings/household");
  await expect(page.getByText("An owner of the household can change these.")).toBeVisible();
  await expectAccessible(page);
});

test("an offer says what it gives, and to whom", async ({ page, context, baseURL }) => {
  await open(page, "/invitation#l3kT0y8mJ2Vq9sWn4cXr7bZd1fGh5aPe6uRi0oTqEwY");
  await expect(page.getByRole("link", { name: "I am new to Coffer" })).toHaveAttribute("href", "/sign-up?next=%2Finvitation");
  await expectAccessible(page);
  await signIn(context, baseURL, "full");
  await open(page, "/invitation");
  await expect(page.getByText("Ada Byron shares with you")).toBeVisible();
  await expectAccessible(page);
});
