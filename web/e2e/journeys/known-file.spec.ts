import { expect, type Page, test } from "@playwright/test";
import { addAccount } from "./household";
import { newAddress, signUp } from "./person";
import { open, settled } from "../open";

async function openFile(page: Page, file: string) {
  await open(page, "/import");
  await page.locator("input[type=file]").setInputFiles(`e2e/files/${file}`);
  await page.getByRole("button", { name: "Preview the file" }).click();
  await expect(page).toHaveURL(/\/import\/[0-9a-f-]{36}/);
  await settled(page);
}

// By hand: 1,500.00 and 2.50 in March's file, 250.00 in April's: 1,752.50, in the currency of the account.
test("somebody says once what the columns of their bank mean", async ({ page }) => {
  const refused: number[] = [];
  page.on("response", (answer) => {
    if (answer.request().method() === "PATCH" && !answer.ok()) refused.push(answer.status());
  });
  await signUp(page, newAddress("mapper"));
  await addAccount(page, "Current account");
  await openFile(page, "bank-march.csv");
  const reading = page.getByRole("group", { name: "How the file is read" });
  await reading.getByLabel("Account").selectOption("Current account");
  // Without waiting for the one before: each is sent when its turn has come.
  await page.getByLabel("Meaning of column Wann").selectOption("date");
  await expect(page.getByLabel("Meaning of column Wann")).toHaveValue("date");
  await expect(reading.getByLabel("Account")).not.toHaveValue("");
  await reading.getByLabel("Dates").selectOption("dd/mm/yyyy");
  await page.getByLabel("Meaning of column Was").selectOption("type");
  await expect(page.getByLabel("Meaning of column Was")).toHaveValue("type");
  await expect(page.getByLabel("Meaning of column Wann")).toHaveValue("date");
  await page.getByLabel("Meaning of column Wieviel").selectOption("amount");
  await page.getByLabel("Name of the profile").fill("My bank");
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await expect(page.getByText("2 rows imported")).toBeVisible({ timeout: 30_000 });
  expect(refused).toEqual([]);

  await openFile(page, "bank-april.csv");
  await expect(page.getByText("Recognised: read as My bank")).toBeVisible();
  await expect(page.getByLabel("Name of the profile")).toHaveCount(0);
  await page.getByRole("button", { name: "Import 1 row" }).click();
  await expect(page.getByText("1 row imported")).toBeVisible({ timeout: 30_000 });
  await page.goto("/transactions");
  await expect(page.getByText("+€250.00").filter({ visible: true }).first()).toBeVisible();
  await page.goto("/dashboard");
  await expect(page.getByText("€1,752.50").filter({ visible: true }).first()).toBeVisible();

  await open(page, "/import");
  await page.getByRole("button", { name: "Forget My bank" }).click();
  await page.getByRole("button", { name: "Forget it" }).click();
  await expect(page.getByText("My bank")).toHaveCount(0);
  await openFile(page, "bank-april.csv");
  await expect(page.getByText("Recognised: read as My bank")).toHaveCount(0);
});
