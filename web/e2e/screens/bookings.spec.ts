import { expect, type Page, test } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { signIn } from "./session";
import { open } from "../open";

const TRANSACTION = "0190a8f4-cccc-7c3a-9f10-000000000060";
const AAPL = "/instruments/0190a8f4-bbbb-7c3a-9f10-000000000002/actions";

async function editor(page: Page) {
  await open(page, "/transactions?sheet=new");
  return page.getByRole("dialog", { name: "Add a transaction" });
}

for (const theme of ["light", "dark"] as const) {
  test.describe(theme, () => {
    test.skip(({ isMobile }) => isMobile && theme === "dark", "looked at on the desktop");
    test.beforeEach(async ({ context, baseURL }) => signIn(context, baseURL, "full", theme));

    test("a sale shows what it does before it is recorded", async ({ page }) => {
      const sheet = await editor(page);
      const effect = sheet.getByRole("region", { name: "What it does" });
      await sheet.getByLabel("Type").selectOption("sell");
      await expect(effect.getByText("Still needed: instrument, quantity.")).toBeVisible();
      await sheet.getByLabel("Instrument").fill("vwce");
      await sheet.getByRole("option", { name: /^VWCE/ }).click();
      await expect(effect.getByText("Still needed: quantity.")).toBeVisible();
      await sheet.getByLabel("Quantity").fill("12,5");
      await sheet.getByLabel("Price per unit").fill("131.20");
      await sheet.getByLabel("Fee").fill("1");
      await expect(effect.getByText("1,244.5")).toBeVisible();
      await expect(effect.getByText("+€1,251.50").first()).toBeVisible();
      await effect.getByText("How it is booked").click();
      await expect(effect.getByText("Cost: fee")).toBeVisible();
      await expectAccessible(page);
    });

    test("a type shows only its own fields, and what was typed stays", async ({ page }) => {
      const sheet = await editor(page);
      await sheet.getByLabel("Quantity").fill("7");
      await sheet.getByLabel("Type").selectOption("deposit");
      await expect(sheet.getByLabel("Quantity")).toHaveCount(0);
      await sheet.getByLabel("Amount paid in").fill("500");
      await sheet.getByLabel("Type").selectOption("transfer");
      await expect(sheet.getByLabel("Quantity")).toHaveValue("7");
      await expect(sheet.getByLabel("To account")).toBeVisible();
      await sheet.getByLabel("Type").selectOption("withdrawal");
      await expect(sheet.getByLabel("Amount taken out")).toHaveValue("500");
      await expectAccessible(page);
    });

    test("rows are chosen in a range, changed together and taken back", async ({ page }) => {
      await open(page, "/transactions?type=income");
      const boxes = page.getByRole("checkbox", { name: /^Choose Income/ }).filter({ visible: true });
      await boxes.nth(0).click();
      await boxes.nth(3).click({ modifiers: ["Shift"] });
      const bar = page.getByRole("toolbar", { name: "With the rows chosen" });
      await expect(bar.getByText(/^4 (transactions )?chosen$/).filter({ visible: true })).toBeVisible();
      await expectAccessible(page);
      await bar.getByRole("button", { name: "Change" }).click();
      const dialog = page.getByRole("dialog", { name: "Change 4 transactions" });
      await dialog.getByLabel("What to change").selectOption("note");
      await dialog.getByLabel("To", { exact: true }).fill("Pay of the mill");
      await expectAccessible(page);
      await dialog.getByRole("button", { name: "Change 4 transactions" }).click();
      await expect(page.getByText("Pay of the mill").filter({ visible: true })).toHaveCount(4);
      await page.getByRole("button", { name: "Undo" }).click();
      await expect(page.getByText("Pay of the mill").filter({ visible: true })).toHaveCount(0);
    });

    test("two sides are joined into one transfer, and taken apart", async ({ page }) => {
      await open(page, "/transfers");
      const waiting = page.getByRole("list", { name: "Open transfers" });
      await expect(waiting.getByText(/€50\.00 less arrived: record the rest as a fee first/)).toBeVisible();
      await expect(page.getByRole("button", { name: "Join with Trade Republic, 2026-11-16" })).toBeDisabled();
      await page.getByRole("button", { name: "Join with Trade Republic, 2026-11-13" }).click();
      await expect(waiting.getByText("Standing order savings")).toHaveCount(0);
      await page.getByRole("button", { name: "Take apart" }).click();
      await expect(waiting.getByText("Standing order savings")).toBeVisible();
    });

    test("a change is taken back", async ({ page }) => {
      const edit = { transactions: [TRANSACTION], change: { note: "A slip" }, reason: "Typed in haste" };
      await page.request.post("/v1/transactions/bulk", { data: edit });
      await open(page, "/changes");
      const row = page.getByRole("list", { name: "What was done" }).getByRole("listitem").filter({ hasText: "Typed in haste" }).first();
      await row.getByRole("button", { name: /^Undo/ }).click();
      await expect(row.getByText("Taken back")).toBeVisible();
      await expectAccessible(page);
    });

    test("what happened to an instrument is told in plain words and previewed", async ({ page }) => {
      await open(page, AAPL);
      await page.getByRole("link", { name: /One share became several/ }).click();
      const sheet = page.getByRole("dialog", { name: "AAPL became several" });
      await sheet.getByLabel("Units after").fill("1.5");
      await sheet.getByRole("button", { name: "Record it" }).click();
      await expect(sheet.getByLabel("Units after")).toHaveAccessibleDescription("Write a whole number.");
      await sheet.getByLabel("Units after").fill("3");
      await expect(sheet.getByRole("region", { name: "Before and after" }).getByText("Interactive Brokers")).toBeVisible();
      await expectAccessible(page);
      await sheet.getByRole("button", { name: "Record it" }).click();
      await expect(page.getByRole("list", { name: "What happened" }).getByText("3 new AAPL for every 1 old").first()).toBeVisible();
      await page.getByRole("link", { name: /A part was split off/ }).click();
      const part = page.getByRole("dialog", { name: "A part of AAPL was split off" });
      await expect(part.getByLabel("Share of the cost that goes with it, %")).toBeVisible();
      await expectAccessible(page);
      await part.getByRole("button", { name: "Cancel" }).click();
      const split = page.getByRole("list", { name: "What happened" }).getByRole("listitem").filter({ hasText: "3 new AAPL" }).first();
      await split.getByRole("button", { name: /^Take back/ }).click();
      await expect(page.getByText("3 new AAPL for every 1 old")).toHaveCount(0);
    });

    test("the list is shown as it once was known", async ({ page }) => {
      await open(page, "/transactions");
      await page.getByRole("button", { name: "As known on…" }).click();
      await page.getByLabel("As it was known on").fill("2026-03-31");
      await expect(page.getByText(/As it was known on 31 Mar 2026/)).toBeVisible();
      await page.getByRole("button", { name: "Back to now" }).click();
      await expect(page).toHaveURL(/\/transactions$/);
    });
  });
}

test("someone who may only look is offered no change", async ({ page, context, baseURL }) => {
  await signIn(context, baseURL, "viewer");
  await open(page, "/transfers");
  await expect(page.getByRole("list", { name: "Open transfers" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^Join/ })).toHaveCount(0);
  await open(page, "/changes");
  await expect(page.getByRole("button", { name: /^Undo/ })).toHaveCount(0);
});
