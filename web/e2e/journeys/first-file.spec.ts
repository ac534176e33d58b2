import { expect, test, type Page } from "@playwright/test";

// By hand: 10,000.00 in; 1,005.00 and 2,205.00 for thirty units; 30.00 dividend; 645.00 for five.
// Cash 7,465.00, twenty-five units at 150.00 are 3,750.00: worth 11,215.00, gain 1,215.00.

async function importFile(page: Page, file: string) {
  await page.goto("/import");
  await page.locator("input[type=file]").setInputFiles(`e2e/files/${file}`);
  await page.getByRole("button", { name: "Preview the file" }).click();
  await expect(page).toHaveURL(/\/import\/[0-9a-f-]{36}/);
  await page.getByRole("button", { name: /^Import 5 rows$/ }).click();
  await expect(page.getByText("5 rows imported")).toBeVisible({ timeout: 30_000 });
}

test("someone signs up, imports a file and its prices, and sees exact figures", async ({ page }, info) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Create your coffer" }).first().click();
  await page.getByLabel("Name").fill("Ada Byron");
  await page.getByLabel("Email").fill(`ada-${info.project.name}-${Date.now()}@example.org`);
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
  await page.getByRole("button", { name: "Create your coffer" }).click();
  await page.getByRole("link", { name: "Go to your coffer" }).click();
  await expect(page.getByRole("heading", { name: "Start with a file" })).toBeVisible();

  await importFile(page, "transactions.csv");
  await importFile(page, "prices.csv");

  await page.goto("/portfolio?from=2024-01-01&to=2024-12-31");
  await expect(page.getByText("€11,215.00").filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText("+€1,215.00").filter({ visible: true }).first()).toBeVisible();

  await page.goto("/import");
  await page.locator("input[type=file]").setInputFiles("e2e/files/transactions.csv");
  await page.getByRole("button", { name: "Preview the file" }).click();
  await expect(page.getByRole("button", { name: "Nothing new to import" })).toBeDisabled();

  await page.goto("/transactions?sheet=new");
  const sheet = page.getByRole("dialog", { name: "Add a transaction" });
  await sheet.getByLabel("Type").selectOption("deposit");
  await sheet.getByLabel("Date").fill("2024-07-01");
  await sheet.getByLabel("Amount").fill("500.00");
  await sheet.getByRole("button", { name: "Add transaction" }).click();
  await expect(page.getByText("+€500.00").filter({ visible: true }).first()).toBeVisible();

  await page.goto("/portfolio?from=2024-01-01&to=2024-12-31");
  await expect(page.getByText("€11,715.00").filter({ visible: true }).first()).toBeVisible();
  await expect(page.getByText("+€1,215.00").filter({ visible: true }).first()).toBeVisible();
});
