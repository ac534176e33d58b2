import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { holding, holdings, loaded, refused } from "@/testing/fixtures";
import { renderPanel } from "@/testing/panel";
import { LoadingPanel } from "@/ui/loading-panel";
import { SkeletonRows } from "@/ui/skeleton-rows";
import { HoldingsPanel } from "./holdings-panel";
import { loadHoldings } from "./queries";

vi.mock("./queries", () => ({ loadHoldings: vi.fn() }));

const load = vi.mocked(loadHoldings);
const scope = { kind: "portfolio" as const, id: "p" };

function Never(): never {
  throw new Promise(() => {});
}

describe("holdings", () => {
  it("holds its place while loading", async () => {
    await renderPanel(
      <LoadingPanel skeleton={<SkeletonRows rows={3} label="Loading holdings" />}>
        <Never />
      </LoadingPanel>,
    );
    expect(screen.getByRole("status", { name: "Loading holdings" }).children).toHaveLength(3);
  });

  it("leads on when nothing is held", async () => {
    load.mockResolvedValue(loaded(holdings({ items: [] })));
    await renderPanel(HoldingsPanel({ scope }));
    expect(screen.getByText("Nothing is held yet")).toBeDefined();
    expect(screen.getByRole("link", { name: "Import a file" }).getAttribute("href")).toBe("/import");
  });

  it("says what failed, with the trace, and tries again", async () => {
    load.mockResolvedValue(refused());
    await renderPanel(HoldingsPanel({ scope }));
    expect(screen.getByRole("alert").textContent).toContain("The report could not be computed");
    expect(screen.getByRole("alert").textContent).toContain("4bf92f3577b34da6a3ce929d0e0e4736");
    expect(screen.getByRole("button", { name: "Try again" })).toBeDefined();
  });

  it("marks an old price, and keeps the value", async () => {
    load.mockResolvedValue(
      loaded(
        holdings({
          items: [holding("SAP", { price_date: "2026-10-30", price_stale: true })],
          prices_as_of: { oldest: "2026-10-30", newest: "2026-11-20" },
          stale: true,
          warnings: [{ code: "stale_price", detail: "SAP: the latest price is of 30 Oct 2026." }],
        }),
      ),
    );
    await renderPanel(HoldingsPanel({ scope }));
    expect(screen.getAllByText("30 Oct 2026").length).toBeGreaterThan(0);
    expect(screen.getAllByText("1,005.00").length).toBeGreaterThan(0);
    expect(screen.getByRole("button", { name: "1 note on these figures" })).toBeDefined();
  });

  it("shows what is held; an unknown gain is not zero", async () => {
    load.mockResolvedValue(
      loaded(holdings({ items: [holding("SAP"), holding("XYZ", { unrealized_gain: null, unrealized_gain_percent: null })] })),
    );
    await renderPanel(HoldingsPanel({ scope }));
    expect(screen.getAllByText("+105.00").length).toBeGreaterThan(0);
    expect(screen.getAllByText("+11.67%").length).toBeGreaterThan(0);
    expect(screen.getAllByText("Not known").length).toBeGreaterThan(0);
  });

  it("sorts and searches", async () => {
    const user = userEvent.setup();
    load.mockResolvedValue(
      loaded(
        holdings({
          items: [
            holding("AAA", { value: { amount: "9.00", currency: "EUR" } }),
            holding("BBB", { value: { amount: "100.00", currency: "EUR" } }),
          ],
        }),
      ),
    );
    await renderPanel(HoldingsPanel({ scope }));
    const symbols = () => screen.getAllByRole("rowheader").map((cell) => cell.textContent?.slice(0, 3)).filter((text) => text !== "Tot");
    expect(symbols()).toEqual(["BBB", "AAA"]);
    await user.click(screen.getByRole("button", { name: "Value" }));
    expect(symbols()).toEqual(["AAA", "BBB"]);
    expect(screen.getByRole("columnheader", { name: "Value" }).getAttribute("aria-sort")).toBe("ascending");
    await user.type(screen.getByRole("searchbox"), "bbb");
    expect(symbols()).toEqual(["BBB"]);
  });
});
