import { expect, type Locator, type Page, test } from "@playwright/test";
import { signIn } from "./person";
import { open } from "../open";

// The suite `agreement` shows that the API's figures are those of the exported household. Here: that the screens show the API's,
// to the last digit, written by other code than the screens'.

type Money = { amount: string; currency: string };

/** A decimal as text: grouped, so many digits after the point, halves away from zero, a true minus sign. */
function written(decimal: string, digits: number): string {
  const negative = decimal.startsWith("-");
  const [whole = "0", part = ""] = decimal.replace(/^-/, "").split(".");
  const scaled = BigInt(whole + part.slice(0, digits).padEnd(digits, "0")) + (Number(part[digits] ?? "0") >= 5 ? 1n : 0n);
  const text = String(scaled).padStart(digits + 1, "0");
  const grouped = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${negative && scaled !== 0n ? "\u2212" : ""}${grouped}${digits > 0 ? `.${text.slice(-digits)}` : ""}`;
}

const money = ({ amount }: Money) => written(amount, 2);
const percent = (fraction: number, digits = 2) => `${written((fraction * 100).toFixed(12), digits)}%`;

const bare = async (place: Locator) => (await place.innerText()).replace(/[+€$]/g, "").replace(/:.*/s, "").trim();

async function expectFigure(page: Page, label: string, value: string) {
  const figure = page.getByRole("main").locator("dt", { has: page.getByText(label, { exact: true }) }).first().locator("xpath=following-sibling::dd[1]");
  await expect.poll(() => bare(figure), { message: label }).toBe(value);
}

test("every figure on the screens of a household is the one that was computed, to the last digit", async ({ page, isMobile }) => {
  test.skip(isMobile, "the tables are those of a wide screen");
  await signIn(page, "demo@coffer.example", "coffer demo household");
  const ask = async (path: string) => (await page.request.get(path)).json();
  // Figures are as of the day it is where the person is.
  const on = new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Berlin" });
  const portfolios = (await ask("/v1/portfolios")) as { items: { id: string; default: boolean }[] };
  const portfolio = `/v1/portfolios/${portfolios.items.find((one) => one.default)?.id}`;

  const performance = await ask(`${portfolio}/performance?interval=month&to=${on}`);
  await open(page, "/portfolio?period=max");
  await expectFigure(page, "Time-weighted return", percent(performance.twr));
  await expectFigure(page, "Money-weighted return", percent(performance.irr));
  await expectFigure(page, "Deepest fall", percent(-performance.max_drawdown));
  await expectFigure(page, "Volatility", percent(performance.volatility));
  await expectFigure(page, "Money you put in", money(performance.net_flow));
  await expectFigure(page, "Gain", money(performance.gain));
  await expectFigure(page, "From sales", money(performance.realized_gain));
  await expectFigure(page, "Still held", money(performance.unrealized_gain));
  await expectFigure(page, "Dividends and interest", money(performance.income));
  await expectFigure(page, "Fees", money(performance.fees));

  const holdings = await ask(`${portfolio}/holdings?on=${on}`);
  await open(page, "/portfolio/holdings");
  expect(holdings.items.length).toBeGreaterThan(5);
  for (const item of holdings.items) {
    const row = page.getByRole("row", { name: new RegExp(`^${item.instrument.symbol} `) });
    for (const shown of [item.value, item.cost_basis, item.unrealized_gain].map(money)) await expect(row).toContainText(shown);
    await expect(row).toContainText(`${written(item.unrealized_gain_percent, 2)}%`);
    await expect(row).toContainText(percent(item.weight, 1));
  }
  const total = page.getByRole("row", { name: /^Total/ });
  for (const shown of [holdings.totals.value, holdings.totals.cost_basis, holdings.totals.unrealized_gain].map(money)) await expect(total).toContainText(shown);

  const income = await ask(`${portfolio}/income?to=${on}`);
  await open(page, "/portfolio/income?period=max");
  await expectFigure(page, "Dividends", money(income.total.dividends));
  await expectFigure(page, "Interest", money(income.total.interest));
  await expectFigure(page, "Net", money(income.total.net));
  expect(income.total.dividends).toEqual(performance.dividends);

  const risk = await ask(`${portfolio}/risk?to=${on}`);
  await open(page, "/portfolio/risk?period=max");
  await expectFigure(page, "Volatility", percent(risk.volatility));
  await expectFigure(page, "Sharpe ratio", written(risk.sharpe.toFixed(12), 2));
  await expectFigure(page, "A bad day", percent(risk.value_at_risk));

  const worth = await ask(`/v1/net-worth?on=${on}`);
  await open(page, "/dashboard");
  await expect(page.getByRole("main")).toContainText(money(worth.total));
  await expectFigure(page, "Cash", money(worth.by_kind.cash));
  await expectFigure(page, "Investments", money(worth.by_kind.investments));
  expect(worth.total).toEqual(holdings.totals.value);
});
