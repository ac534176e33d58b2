import { expect, test } from "@playwright/test";
import { signIn } from "./session";
import { open } from "../open";

const IMPORT = "/import/0190a8f4-dddd-7c3a-9f10-000000000001";
const RECOGNISED = "/import/0190a8f4-dddd-7c3a-9f10-000000000003";

test("a lost session leads to sign-in and back", async ({ page }) => {
  await page.goto("/transactions?q=sap");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Ftransactions%3Fq%3Dsap/);
  await page.getByLabel("Email").fill("ada@example.org");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/transactions\?q=sap/);
});

test("a new person is led to the import", async ({ page }) => {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Ada Byron");
  await page.getByLabel("Email").fill("ada@example.org");
  await page.getByLabel("Password", { exact: true }).fill("correct horse battery staple");
  await page.getByRole("button", { name: "Create your coffer" }).click();
  await page.getByRole("link", { name: "Go to your coffer" }).click();
  await expect(page.getByRole("heading", { name: "Start with a file" })).toBeVisible();
  await page.getByRole("link", { name: "Import a file" }).first().click();
  await expect(page.getByRole("heading", { name: "Import" })).toBeVisible();
});

test("skeletons hold the place while a report takes its time", async ({ page, context, baseURL }) => {
  await signIn(context, baseURL, "slow");
  await page.goto("/dashboard", { waitUntil: "commit" });
  await expect(page.getByRole("status", { name: "Loading the chart" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Net worth" })).toBeVisible({ timeout: 15_000 });
});

test("one panel's failure leaves the others", async ({ page, context, baseURL }) => {
  await signIn(context, baseURL, "broken");
  await page.goto("/portfolio");
  await expect(page.getByRole("alert").first()).toContainText("Trace 4bf92f3577b34da6a3ce929d0e0e4736");
  await expect(page.getByRole("button", { name: "Try again" }).first()).toBeVisible();
});

test("the keyboard reaches everything", async ({ page, context, baseURL, isMobile }) => {
  test.skip(isMobile, "keys belong to a keyboard");
  await signIn(context, baseURL, "full");
  await open(page, "/dashboard");
  // A key pressed before the page has come to life is lost; a person presses it again.
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible({ timeout: 1000 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await expect(page).toHaveURL(/\/transactions/);
  await expect(page.getByRole("heading", { name: "Transactions" })).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("mortg");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Mortgage" })).toBeVisible();
});

test("a chart is read by the arrow keys", async ({ page, context, baseURL }) => {
  await signIn(context, baseURL, "full");
  await open(page, "/dashboard");
  const chart = page.getByRole("slider");
  await chart.focus();
  await chart.press("End");
  await expect(chart).toHaveAttribute("aria-valuetext", /Value €[\d,.]+/);
  await chart.press("Shift+ArrowLeft");
  await expect(chart).toHaveAttribute("aria-valuetext", /Change in value/);
});

test("a transaction is removed at once, and taken back", async ({ page, context, baseURL }) => {
  await signIn(context, baseURL, "full");
  await open(page, "/transactions?q=gold&edit=0190a8f4-cccc-7c3a-9f10-000000000040");
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByText("Transaction removed").filter({ visible: true }).first()).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Transaction removed").filter({ visible: true }).first()).toHaveCount(0);
});

test("what the server refuses stands beside its field", async ({ page, context, baseURL }) => {
  await signIn(context, baseURL, "full");
  await open(page, "/transactions?sheet=new");
  const sheet = page.getByRole("dialog", { name: "Add a transaction" });
  await sheet.getByLabel("Type").selectOption("deposit");
  await sheet.getByLabel("Amount paid in").fill("ten");
  await expect(sheet.getByLabel("Amount paid in")).toHaveAccessibleDescription("Write a plain number such as 1204.50.");
  await sheet.getByLabel("Amount paid in").fill("");
  await sheet.getByLabel("Type").selectOption("sell");
  await sheet.getByLabel("Instrument").fill("vwce");
  await sheet.getByRole("option", { name: /^VWCE/ }).click();
  await sheet.getByLabel("Quantity").fill("999999");
  await sheet.getByLabel("Price per unit").fill("1");
  await expect(sheet.getByLabel("Quantity")).toHaveAccessibleDescription(/holds 1257 VWCE on that day, not 999999/);
});

test("theme and palette take effect at once and stay", async ({ page, context, baseURL }) => {
  await signIn(context, baseURL, "full");
  await open(page, "/settings/appearance");
  await page.getByText("Dark", { exact: true }).click();
  await page.getByText("Blue and orange").click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("data-palette", "blue-orange");
});

test("a file is previewed, mended, imported and taken back", async ({ page, context, baseURL, isMobile }) => {
  test.skip(isMobile, "the stand-in knows one file only");
  await signIn(context, baseURL, "full");
  await open(page, "/import");
  await page.locator("input[type=file]").setInputFiles("e2e/files/transactions.csv");
  await page.getByRole("button", { name: "Preview the file" }).click();
  await expect(page).toHaveURL(new RegExp(IMPORT));
  await page.getByRole("link", { name: /^Error 3/ }).click();
  await page.getByRole("button", { name: "Mend" }).first().click();
  await page.getByRole("dialog").getByLabel("Date").fill("2024-02-29");
  await page.getByRole("button", { name: "Read the row again" }).click();
  await expect(page.getByRole("link", { name: /^Error 2/ })).toBeVisible();
  await expect(page.getByLabel("Name of the profile")).toHaveValue("depot-umsaetze");
  await page.getByLabel("Name of the profile").fill("Depot");
  await page.getByRole("button", { name: "Import 113 rows" }).click();
  await expect(page.getByText("113 rows imported")).toBeVisible({ timeout: 20_000 });
  await page.getByRole("button", { name: "Take the file back" }).click();
  await page.getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByText("The whole file was taken back")).toBeVisible({ timeout: 20_000 });
  await page.goto("/import");
  await expect(page.getByRole("button", { name: "Rename Depot" })).toBeVisible();
});

test("a file of a known shape says by which profile it is read", async ({ page, context, baseURL, isMobile }) => {
  test.skip(isMobile, "the stand-in keeps what is renamed");
  await signIn(context, baseURL, "full");
  await open(page, RECOGNISED);
  await expect(page.getByText("Recognised: read as IBKR activity")).toBeVisible();
  await expect(page.getByLabel("Name of the profile")).toHaveCount(0);
  await page.getByRole("button", { name: "Read it without" }).click();
  await expect(page.getByText("Recognised: read as IBKR activity")).toHaveCount(0);

  await open(page, "/import");
  await page.getByRole("button", { name: "Rename Sparkasse Girokonto" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("Girokonto");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("button", { name: "Forget Girokonto" }).click();
  await page.getByRole("button", { name: "Forget it" }).click();
  await expect(page.getByText("Girokonto")).toHaveCount(0);
  await expect(page.getByText("IBKR activity", { exact: true })).toBeVisible();
});

test("an instrument in doubt is chosen once for all its rows", async ({ page, context, baseURL, isMobile }) => {
  test.skip(isMobile, "the stand-in keeps what is chosen");
  await signIn(context, baseURL, "full");
  await open(page, RECOGNISED);
  const list = page.getByRole("list", { name: "Instruments of the file" });
  await expect(list.getByText("Which one?")).toHaveCount(1);
  const choice = list.getByLabel("Instrument for Vanguard FTSE All-World");
  await choice.selectOption("VWRD · Vanguard FTSE All-World (USD): same name");
  await expect(list.getByText("your choice")).toBeVisible();
  await expect(list.getByText("Which one?")).toHaveCount(0);
  await list.getByRole("button", { name: "Take the choice for Vanguard FTSE All-World back" }).click();
  await expect(list.getByText("Which one?")).toHaveCount(1);

  await list.getByLabel("Instrument for XEON").selectOption("Search for another one…");
  await expect(list.getByLabel("Search for XEON")).toBeVisible();
});
