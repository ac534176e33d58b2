import { describe, expect, it } from "vitest";
import { pageAddress, parsePortfolioAddress, tabAddress, tabOf } from "./address";

describe("the address of the portfolio", () => {
  it("keeps portfolio, period, currency and method between tabs, and nothing else", () => {
    const query = new URLSearchParams("id=p&period=5y&currency=USD&method=lifo&by=sector&chart=return");
    expect(tabAddress("lots", query)).toBe("/portfolio/lots?id=p&period=5y&currency=USD&method=lifo");
    expect(tabAddress("performance", new URLSearchParams())).toBe("/portfolio");
  });

  it("changes one choice, and takes it back", () => {
    const query = new URLSearchParams("id=p&currency=USD");
    expect(tabAddress("income", query, { currency: "CHF" })).toBe("/portfolio/income?id=p&currency=CHF");
    expect(tabAddress("income", query, { currency: null })).toBe("/portfolio/income?id=p");
  });

  it("reads what makes sense and leaves the rest to the portfolio", () => {
    expect(parsePortfolioAddress({ currency: "CHF", method: "average" }).choice).toEqual({ currency: "CHF", method: "average" });
    expect(parsePortfolioAddress({ currency: "francs", method: "chosen" }).choice).toEqual({});
    expect(parsePortfolioAddress({ by: "sector" }).by).toBe("sector");
    expect(parsePortfolioAddress({ by: "colour" }).by).toBe("asset_class");
  });

  it("knows the tab of a path", () => {
    expect(tabOf("/portfolio")).toBe("performance");
    expect(tabOf("/portfolio/lots")).toBe("lots");
    expect(tabOf("/portfolio/nowhere")).toBe("performance");
  });

  it("changes one thing of a page", () => {
    expect(pageAddress("/portfolio/allocation", { id: "p", by: "account" }, { by: "sector" })).toBe("/portfolio/allocation?id=p&by=sector");
  });
});
