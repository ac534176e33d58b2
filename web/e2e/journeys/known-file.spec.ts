import { expect, type Page, test } from "@playwright/test";
import { addAccount } from "./household";
import { newAddress, signUp } from "./person";

async function openFile(page: Page, file: string) {
  await page.goto("/import", { waitUntil: "networkidle" });
  await page.locator("input[type=file]").setInputFiles(`e2e/files/${file}`);
  await page.getByRole("button", { name: "Preview the file" }).click();
  await expect(page).toHaveURL(/\/import\/[0-9a-f-]{36}/);
}

/** Changes how the file is read; a change that comes before the page shows the one before it is made once more. */
async function readAnew(page: Page, change: () => Promise<unknown>) {
  await expect(async () => {
    const read = page.waitForResponse((answer) => answer.request().method() === "PATCH", { timeout: 5_000 });
    await change();
    expect((await read).status()).toBe(200);
  }).toPass({ intervals: [1_000] });
}

// By hand: 1,500.00 and 2.50 in March's file, 250.00 in April's: 1,752.50.
test("somebody says once what the columns of their bank mean", async ({ page }) => {
  await signUp(page, newAddress("mapper"));
  await addAccount(page, "Current account");
  await openFile(page, "bank-march.csv");
  const reading = page.getByRole("group", { name: "How the file is read" });
  await readAnew(page, () => reading.getByLabel("Account").selectOption("Current account"));
  await readAnew(page, async () => {
    await reading.getByLabel("Currency").fill("EUR");
    await reading.getByLabel("Currency").press("Enter");
  });
  await readAnew(page, () => reading.getByLabel("Dates").selectOption("dd/mm/yyyy"));
  for (const [column, field] of [["Wann", "date"], ["Was", "type"], ["Wieviel", "amount"]] as const) {
    await readAnew(page, () => page.getByLabel(`Meaning of column ${column}`).selectOption(field));
    await expect(page.getByLabel(`Meaning of column ${column}`)).toHaveValue(field);
  }
  await page.getByLabel("Name of the profile").fill("My bank");
  await page.getByRole("button", { name: "Import 2 rows" }).click();
  await expect(page.getByText("2 rows imported")).toBeVisible({ timeout: 30_000 });

  await openFile(page, "bank-april.csv");
  await expect(page.getByText("Recognised: read as My bank")).toBeVisible();
  await expect(page.getByLabel("Name of the profile")).toHaveCount(0);
  await page.getByRole("button", { name: "Import 1 row" }).click();
  await expect(page.getByText("1 row imported")).toBeVisible({ timeout: 30_000 });
  await page.goto("/transactions");
  await expect(page.getByText("+€250.00").filter({ visible: true }).first()).toBeVisible();
  await page.goto("/dashboard");
  await expect(page.getByText("€1,752.50").filter({ visible: true }).first()).toBeVisible();

  await page.goto("/import", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "Forget My bank" }).click();
  await page.getByRole("button", { name: "Forget it" }).click();
  await expect(page.getByText("My bank")).toHaveCount(0);
  await openFile(page, "bank-april.csv");
  await expect(page.getByText("Recognised: read as My bank")).toHaveCount(0);
});
