import { describe, expect, it } from "vitest";
import { addDays, addMonths, daysBetween, formatDate, isCivilDate, today } from "./date";
import { pickLocale } from "./intl";
import { parsePeriod, periodDates } from "./period";

describe("civil dates", () => {
  it("counts days over leap years", () => {
    expect(daysBetween("2024-02-28", "2024-03-01")).toBe(2);
    expect(addDays("2023-12-31", 1)).toBe("2024-01-01");
  });

  it("stays within the month", () => {
    expect(addMonths("2024-03-31", -1)).toBe("2024-02-29");
    expect(addMonths("2024-01-31", 1)).toBe("2024-02-29");
    expect(addMonths("2024-01-15", -13)).toBe("2022-12-15");
  });

  it("knows what is a date", () => {
    expect(isCivilDate("2024-02-30")).toBe(false);
    expect(isCivilDate("2024-02-29")).toBe(true);
    expect(isCivilDate("29.02.2024")).toBe(false);
  });

  it("never slips a day by time zone", () => {
    expect(formatDate("2021-03-31", "en-GB")).toBe("31 Mar 2021");
    expect(today("Pacific/Auckland", new Date("2024-01-01T12:30:00Z"))).toBe("2024-01-02");
    expect(today("America/Los_Angeles", new Date("2024-01-01T01:00:00Z"))).toBe("2023-12-31");
  });
});

describe("periods", () => {
  it("reads the address", () => {
    expect(parsePeriod({ period: "3y" }, "1y")).toEqual({ kind: "named", name: "3y" });
    expect(parsePeriod({ period: "bogus" }, "1y")).toEqual({ kind: "named", name: "1y" });
    expect(parsePeriod({ from: "2020-01-01", to: "2020-06-30" }, "1y")).toMatchObject({ kind: "custom" });
    expect(parsePeriod({ from: "2020-06-30", to: "2020-01-01" }, "1y")).toMatchObject({ kind: "named" });
  });

  it("turns names into dates", () => {
    expect(periodDates({ kind: "named", name: "ytd" }, "2021-03-31")).toEqual({ from: "2020-12-31", to: "2021-03-31" });
    expect(periodDates({ kind: "named", name: "max" }, "2021-03-31")).toEqual({ to: "2021-03-31" });
    expect(periodDates({ kind: "named", name: "6m" }, "2021-08-31")).toEqual({ from: "2021-02-28", to: "2021-08-31" });
  });
});

describe("locale", () => {
  it("takes the first language that is known", () => {
    expect(pickLocale("de-DE,de;q=0.9,en;q=0.8")).toBe("de-DE");
    expect(pickLocale("*")).toBe("en-GB");
    expect(pickLocale("%%%,fr")).toBe("fr");
    expect(pickLocale(null)).toBe("en-GB");
  });
});
