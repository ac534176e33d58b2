import { loadAccounts, loadPortfolios } from "./queries";
import { ShellOverlays } from "./shell-overlays";
import type { PalettePlace } from "./command-palette";

/** The palette knows the household's accounts and portfolios; without them it still works. */
export async function Places() {
  const [accounts, portfolios] = await Promise.all([loadAccounts(), loadPortfolios()]);
  const places: PalettePlace[] = [
    ...(accounts.ok ? accounts.data.items : []).map(({ id, name }) => ({ kind: "account" as const, id, name })),
    ...(portfolios.ok ? portfolios.data.items : []).map(({ id, name }) => ({ kind: "portfolio" as const, id, name })),
  ];
  return <ShellOverlays places={places} />;
}
