import { describe, expect, it } from "vitest";
import { compareDecimals, magnitude, negate, scaleOf, shiftPoint, signOf, subtract } from "./decimal";
import { formatCompactMoney, formatDecimal, formatMoney, formatRatio, moneyParts, percentText } from "./money";

const locale = "en-GB";

describe("money", () => {
  it("keeps digits that a binary number would lose", () => {
    expect(formatMoney({ amount: "9007199254740993.01", currency: "EUR" }, { locale })).toBe("€9,007,199,254,740,993.01");
    expect(formatMoney({ amount: "0.145", currency: "EUR" }, { locale })).toBe("€0.15");
    expect(formatMoney({ amount: "1.005", currency: "EUR" }, { locale })).toBe("€1.01");
  });

  it("writes a true minus sign, and a sign on every change", () => {
    expect(formatMoney({ amount: "-12.5", currency: "EUR" }, { locale })).toBe("−€12.50");
    expect(formatMoney({ amount: "12.5", currency: "EUR" }, { locale, sign: "change" })).toBe("+€12.50");
    expect(formatMoney({ amount: "0.00", currency: "EUR" }, { locale, sign: "change" })).toBe("€0.00");
  });

  it("never shows minus zero", () => {
    expect(formatMoney({ amount: "-0.001", currency: "EUR" }, { locale })).toBe("€0.00");
  });

  it("uses the minor units of the currency", () => {
    expect(formatMoney({ amount: "1500", currency: "JPY" }, { locale })).toBe("¥1,500");
    expect(formatMoney({ amount: "1.5", currency: "KWD" }, { locale: "en-GB" })).toContain("1.500");
  });

  it("leaves the currency out where the column names it", () => {
    expect(formatMoney({ amount: "-1204.5", currency: "EUR" }, { locale, currency: "hidden" })).toBe("−1,204.50");
    expect(formatMoney({ amount: "-1204.5", currency: "EUR" }, { locale: "de-DE", currency: "hidden" })).toBe("−1.204,50");
  });

  it("shortens on axes only", () => {
    expect(formatCompactMoney({ amount: "1240000", currency: "EUR" }, "en-US")).toBe("€1.24M");
  });

  it("tells whole units from cents", () => {
    const parts = moneyParts({ amount: "12.34", currency: "EUR" }, { locale });
    expect(parts.find((part) => part.type === "fraction")?.value).toBe("34");
  });

  it("refuses what is no decimal", () => {
    expect(() => formatMoney({ amount: "1e3", currency: "EUR" }, { locale })).toThrow(TypeError);
    expect(() => formatMoney({ amount: "", currency: "EUR" }, { locale })).toThrow(TypeError);
  });
});

describe("percentages and quantities", () => {
  it("shows a fraction as per cent", () => {
    expect(formatRatio(0.0731, { locale, sign: "change" })).toBe("+7.31%");
    expect(formatRatio(-0.2, { locale })).toBe("−20.00%");
    expect(percentText("0.3333333", { locale, digits: 1 })).toBe("33.3%");
  });

  it("shows a quantity with the digits it has", () => {
    expect(formatDecimal("1200", locale)).toBe("1,200");
    expect(formatDecimal("0.00450000", locale)).toBe("0.0045");
    expect(formatDecimal("12.5", locale, { min: 2 })).toBe("12.50");
  });
});

describe("decimals", () => {
  it("knows signs", () => {
    expect(signOf("-0.00")).toBe(0);
    expect(signOf("-0.01")).toBe(-1);
    expect(negate("-1.5")).toBe("1.5");
    expect(negate("0")).toBe("0");
    expect(magnitude("-3")).toBe("3");
    expect(scaleOf("1.2300")).toBe(2);
  });

  it("orders exactly", () => {
    expect(compareDecimals("10", "9")).toBe(1);
    expect(compareDecimals("-10", "9")).toBe(-1);
    expect(compareDecimals("1.10", "1.1")).toBe(0);
    expect(compareDecimals("0.1000000000000000001", "0.1")).toBe(1);
  });

  it("subtracts exactly", () => {
    expect(subtract("0.3", "0.1")).toBe("0.2");
    expect(subtract("9007199254740993.01", "9007199254740993")).toBe("0.01");
    expect(subtract("1", "1.05")).toBe("-0.05");
    expect(subtract("-5", "-5")).toBe("0");
  });

  it("turns per cent into a fraction", () => {
    expect(shiftPoint("12.5", -2)).toBe("0.125");
    expect(shiftPoint("-3", -2)).toBe("-0.03");
    expect(shiftPoint("0.5", 2)).toBe("50");
  });
});
