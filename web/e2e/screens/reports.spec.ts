import { expect, test } from "@playwright/test";
import { expectAccessible } from "./accessible";
import { signIn } from "./session";
import { open } from "../open";

const SECURITIES = "0190a8f4-eeee-7c3a-9f10-000000000002";
const VWCE = "0190a8f4-bbbb-7c3a-9f10-000000000001";

test("portfolio, period, currency and method go along from tab to tab", async ({ page, context, baseURL }) => {
  await signIn(context, baseURL, "full");
  await open(page, `/portfolio?id=${SECURITIES}`);
  await page.getByRole("link", { name: "5Y" }).click();
  await expect(page).toHaveURL(/period=5y/);
  await page.getByLabel("Currency of the report").selectOption("USD");
  await expect(page).toHaveURL(/currency=USD/);
  await page.getByRole("navigation", { name: "Parts of the portfolio" }).getByRole("link", { name: "Lots" }).click();
  await expect(page).toHaveURL(new RegExp(`/portfolio/lots\\?id=${SECURITIES}&period=5y&currency=USD`));
  await page.getByLabel("Which units a sale takes first").selectOption("lifo");
  await expect(page).toHaveURL(/method=lifo/);
  await page.getByRole("navigation", { name: "Parts of the portfolio" }).getByRole("link", { name: "Trades" }).click();
  await expect(page).toHaveURL(/\/portfolio\/trades\?.*period=5y.*currency=USD.*method=lifo/);
  await expect(page.getByRole("heading", { name: "Securities" })).toBeVisible();
});

test("returns by month and year are a table", async ({ page, context, baseURL }) => {
  await signIn(context, baseURL, "full");
  await open(page, "/portfolio");
  const table = page.getByRole("table", { name: /by month and year/ });
  await expect(table.getByRole("columnheader", { name: "Mar" })).toBeVisible();
  await expect(table.getByRole("row", { name: /^2020/ }).getByRole("cell").first()).toHaveText(/^[+−]\d+\.\d%$/);
});

test("the return is compared with an instrument, and no longer", async ({ page, context, baseURL }) => {
  await signIn(context, baseURL, "full");
  await open(page, "/portfolio");
  await page.getByRole("button", { name: "Compare" }).click();
  const dialog = page.getByRole("dialog", { name: "Compare with" });
  await dialog.getByLabel("Fund, index or share").fill("vanguard");
  await dialog.getByRole("button", { name: /VWCE/ }).click();
  await expect(page).toHaveURL(/benchmark=/);
  await expect(page.getByRole("slider")).toHaveAttribute("aria-valuetext", /VWCE returned/);
  await page.getByRole("link", { name: "Stop comparing with VWCE" }).click();
  await expect(page).not.toHaveURL(/benchmark=/);
});

test("a figure is followed down to what was recorded", async ({ page, context, baseURL, isMobile }) => {
  test.skip(isMobile, "tables of holdings are lists on a phone");
  await signIn(context, baseURL, "full");
  await open(page, "/portfolio/holdings");
  await page.getByRole("button", { name: /how “Cost of VWCE” came about/ }).click();
  const panel = page.getByRole("dialog", { name: "Cost of VWCE" });
  await expect(panel.getByText(/^[\d,.]+ \+ [\d,.]+$/)).toBeVisible();
  await expectAccessible(page);
  await panel.getByRole("button", { name: /Cost of the units bought/ }).first().click();
  await panel.getByRole("button", { name: /Paid for the units/ }).click();
  await expect(panel.getByText(/ × /)).toBeVisible();
  await expect(panel.getByRole("link", { name: /Price of the purchase/ })).toHaveAttribute("href", /\/transactions\?edit=/);
  await panel.getByRole("button", { name: "One step up" }).click();
  await panel.getByRole("button", { name: "One step up" }).click();
  await expect(panel.getByText(/11 steps in all/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(panel).toHaveCount(0);
});

test("a figure is followed on a phone", async ({ page, context, baseURL, isMobile }) => {
  test.skip(!isMobile, "the phone's way");
  await signIn(context, baseURL, "full");
  await open(page, "/portfolio");
  await page.getByRole("button", { name: /how “Time-weighted return” came about/ }).click();
  const panel = page.getByRole("dialog", { name: "Time-weighted return" });
  await panel.getByRole("button", { name: /Cost of the units bought/ }).first().click();
  await expect(panel.getByRole("button", { name: "One step up" })).toBeVisible();
  await expectAccessible(page);
});

test("an account shows what each method would make of it", async ({ page, context, baseURL }) => {
  await signIn(context, baseURL, "full");
  await open(page, "/accounts/0190a8f4-aaaa-7c3a-9f10-000000000002");
  const table = page.getByRole("table", { name: /under each method/ });
  await expect(table.getByRole("row", { name: /First in, first out.*Now/ })).toBeVisible();
  await expect(table.getByRole("row")).toHaveCount(5);
});

test("an instrument shows one's own trades on its price", async ({ page, context, baseURL }) => {
  await signIn(context, baseURL, "full");
  await open(page, `/instruments/${VWCE}?period=max`);
  const chart = page.getByRole("slider").first();
  await expect(chart).toHaveAttribute("aria-valuetext", /129 trades of yours/);
  await page.getByLabel("Your trades").uncheck();
  await expect(page.getByRole("heading", { name: "Your holding" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Open lots" })).toBeVisible();
});

test("a sale is looked at before it happens", async ({ page, context, baseURL }) => {
  await signIn(context, baseURL, "full");
  await open(page, `/instruments/${VWCE}/sell`);
  await page.getByLabel("Units to sell", { exact: true }).fill("20");
  await page.getByText("Choose the lots yourself").click();
  await page.getByLabel(/^Units to sell from .* of 5 Apr 2016$/).fill("12");
  await page.getByLabel(/^Units to sell from .* of 7 Mar 2016$/).fill("8");
  await page.getByRole("button", { name: "Show what it would bring" }).click();
  await expect(page.getByRole("heading", { name: /First in, first out/ })).toContainText("As the account has it");
  await expect(page.getByRole("heading", { name: "Lots you choose" })).toBeVisible();
  await page.getByText(/lots? sold/).first().click();
  await expect(page.getByRole("table", { name: /Lots sold by First in/ })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel("Units to sell", { exact: true }).fill("9999999");
  await page.getByRole("button", { name: "Show what it would bring" }).click();
  await expect(page.getByText("The account does not hold that many units.")).toBeVisible();
});

test("a doubt is mended where it is listed", async ({ page, context, baseURL }) => {
  await signIn(context, baseURL, "full");
  await open(page, "/data-health");
  await expect(page.getByText("5 findings: 2 make figures wrong, 2 make them doubtful.")).toBeVisible();
  await page.getByRole("textbox", { name: "Rate" }).fill("0,91");
  await page.getByRole("button", { name: /Add it: There is no rate/ }).click();
  await expect(page.getByText("Exchange rates are missing")).toHaveCount(0);
  await expect(page.getByText("4 findings: 1 makes figures wrong, 2 make them doubtful.")).toBeVisible();
});
