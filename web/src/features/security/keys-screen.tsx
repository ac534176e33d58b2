import { load, serverApi } from "@/api/server";
import { SettingsSection } from "@/features/settings/public";
import { personClock } from "@/features/shell/public-server";
import { LoadPanel } from "@/ui/load-panel";
import { KeysPanel } from "./keys-panel";
import { scopeLabel } from "./labels";

const MOST = 100;

export async function KeysScreen() {
  const [keys, clock] = await Promise.all([
    load((await serverApi()).GET("/v1/me/api-keys", { params: { query: { limit: MOST } } })),
    personClock(),
  ]);
  return (
    <SettingsSection title="API keys" note="For programs of your own: a script, a spreadsheet. A key does what you allow it, and never reaches this page.">
      <LoadPanel loaded={keys}>
        {({ items }) => (
          <KeysPanel
            keys={items.map(({ id, name, beginning, scopes, expires_at, last_used_at }) => ({
              id,
              name,
              beginning,
              scopes: scopes.map(scopeLabel),
              expires: clock(expires_at),
              lastUsed: last_used_at ? clock(last_used_at) : null,
            }))}
          />
        )}
      </LoadPanel>
    </SettingsSection>
  );
}
