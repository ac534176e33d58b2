import { screen } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { loaded, refused, transaction } from "@/testing/fixtures";
import { renderPanel } from "@/testing/panel";
import { parseTransactionsAddress } from "./address";
import { loadTransactions } from "./queries";
import { TransactionsPanel } from "./transactions-panel";

vi.mock("./queries", () => ({ loadTransactions: vi.fn() }));

const load = vi.mocked(loadTransactions);
const everything = parseTransactionsAddress({});

describe("transactions", () => {
  it("shows date, type, instrument and signed amount, and leads to the next page", async () => {
    load.mockResolvedValue(loaded({ items: [transaction()], next_cursor: "abc" }));
    await renderPanel(TransactionsPanel({ address: everything, accounts: [] }));
    expect(screen.getAllByText("−€1,010.00").length).toBeGreaterThan(0);
    expect(screen.getByRole("link", { name: "Next page" }).getAttribute("href")).toBe("/transactions?cursor=abc");
  });

  it("leads to the import when nothing is recorded", async () => {
    load.mockResolvedValue(loaded({ items: [], next_cursor: null }));
    await renderPanel(TransactionsPanel({ address: everything, accounts: [] }));
    expect(screen.getByText("Nothing recorded yet")).toBeDefined();
  });

  it("tells an empty filter from an empty book", async () => {
    load.mockResolvedValue(loaded({ items: [], next_cursor: null }));
    await renderPanel(TransactionsPanel({ address: parseTransactionsAddress({ q: "zzz" }), accounts: [] }));
    expect(screen.getByText("No transaction matches")).toBeDefined();
  });

  it("says what failed", async () => {
    load.mockResolvedValue(refused());
    await renderPanel(TransactionsPanel({ address: everything, accounts: [] }));
    expect(screen.getByRole("button", { name: "Try again" })).toBeDefined();
  });
});
