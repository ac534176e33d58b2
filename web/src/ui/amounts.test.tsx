import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { renderPanel } from "@/testing/panel";
import { LoadPanel } from "./load-panel";
import { Money } from "./money";
import { Quantity } from "./quantity";

const panel = (data: { value: { amount: string; currency: string } | null; amounts_hidden?: boolean }) => (
  <LoadPanel loaded={{ ok: true, data }}>
    {({ value }) => (
      <>
        <Money value={value} />
        <Quantity value={null} />
      </>
    )}
  </LoadPanel>
);

describe("an amount that is absent", () => {
  it("is masked with its reason where the answer says that amounts are hidden", async () => {
    await renderPanel(panel({ value: null, amounts_hidden: true }));
    expect(screen.getAllByText("•••")).toHaveLength(2);
    expect(screen.getAllByText(/hidden amounts/)).toHaveLength(2);
  });

  it("is unknown everywhere else", async () => {
    await renderPanel(panel({ value: null }));
    expect(screen.queryByText("•••")).toBeNull();
    expect(screen.getByText("Not known")).toBeTruthy();
  });

  it("never masks an amount that the server did give", async () => {
    await renderPanel(panel({ value: { amount: "5.00", currency: "EUR" }, amounts_hidden: true }));
    expect(screen.getByText("€5.00")).toBeTruthy();
  });
});
