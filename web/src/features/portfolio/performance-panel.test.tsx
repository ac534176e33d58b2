import { fireEvent, screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { loaded, performance, refused } from "@/testing/fixtures";
import { renderPanel } from "@/testing/panel";
import { PerformancePanel } from "./performance-panel";
import { loadPerformance } from "./queries";

vi.mock("./queries", () => ({ loadPerformance: vi.fn() }));

const load = vi.mocked(loadPerformance);

function panel(chart: "value" | "return") {
  return PerformancePanel({
    scope: { kind: "portfolio", id: "p" },
    name: "All accounts",
    period: { kind: "named", name: "1y" },
    on: "2026-11-20",
    chart,
    chartAddress: (next) => `?chart=${next}`,
  });
}

describe("performance", () => {
  it("keeps gain apart from money put in", async () => {
    load.mockResolvedValue(loaded(performance()));
    await renderPanel(panel("value"));
    expect(screen.getAllByText("+€50.00").length).toBeGreaterThan(0);
    expect(screen.getByRole("slider").getAttribute("aria-valuetext")).toBe(
      "All accounts went from €1,000.00 on 18 Nov 2026 to €1,150.00 on 20 Nov 2026. Of that, +€50.00 is gain; the rest is money you put in or took out.",
    );
  });

  it("is read by the arrow keys, and measures with Shift", async () => {
    load.mockResolvedValue(loaded(performance()));
    await renderPanel(panel("value"));
    const chart = screen.getByRole("slider");
    fireEvent.keyDown(chart, { key: "Home" });
    expect(chart.getAttribute("aria-valuetext")).toContain("Value €1,000.00");
    fireEvent.keyDown(chart, { key: "ArrowRight", shiftKey: true });
    expect(chart.getAttribute("aria-valuetext")).toBe(
      "18 Nov 2026 – 20 Nov 2026, Change in value +€150.00, Money you put in +€100.00, Gain +€50.00",
    );
    fireEvent.keyDown(chart, { key: "Escape" });
    expect(chart.getAttribute("aria-valuetext")).toContain("went from");
  });

  it("gives the reason where a return does not exist", async () => {
    load.mockResolvedValue(loaded(performance()));
    await renderPanel(panel("return"));
    expect(screen.getByText("Less than a year")).toBeDefined();
    expect(screen.getByText("No answer exists")).toBeDefined();
  });

  it("says so when a price is old", async () => {
    load.mockResolvedValue(
      loaded(performance({ stale: true, prices_as_of: { oldest: "2026-09-30", newest: "2026-11-20" } })),
    );
    await renderPanel(panel("value"));
    expect(screen.getByText("30 Sept 2026")).toBeDefined();
  });

  it("has a word for a period without days, and for a failure", async () => {
    load.mockResolvedValue(loaded(performance({ series: [] })));
    const { unmount } = await renderPanel(panel("value"));
    expect(screen.getByText("No days to show in this period yet")).toBeDefined();
    unmount();
    load.mockResolvedValue(refused());
    await renderPanel(panel("value"));
    expect(screen.getByRole("alert")).toBeDefined();
  });
});
