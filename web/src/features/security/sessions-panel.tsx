import { load, serverApi } from "@/api/server";
import { SettingsSection } from "@/features/settings/public";
import { personClock } from "@/features/shell/public-server";
import { Badge } from "@/ui/badge";
import { LoadPanel } from "@/ui/load-panel";
import { EndOtherSessions, EndSession } from "./end-sessions";
import { SettingRow } from "./setting-row";

const MOST = 100;

export async function SessionsPanel() {
  const [sessions, clock] = await Promise.all([
    load((await serverApi()).GET("/v1/me/sessions", { params: { query: { limit: MOST } } })),
    personClock(),
  ]);
  return (
    <SettingsSection id="devices" title="Devices" note="Where you are signed in. A device that you sign out asks for the password again at its next step.">
      <LoadPanel loaded={sessions}>
        {({ items }) => (
          <div className="grid gap-4">
            <ul aria-label="Where you are signed in" className="grid gap-4">
              {items.map((session) => (
                <li key={session.id}>
                  <SettingRow
                    title={session.device || "Unknown device"}
                    state={session.current ? <Badge tone="accent">This device</Badge> : null}
                    note={
                      <>
                        <span className="break-all">{session.network_address}</span>, since {clock(session.created_at)}
                        {session.current ? null : <>, last used {clock(session.last_used_at)}</>}
                      </>
                    }
                    actions={session.current ? null : <EndSession id={session.id} device={session.device} />}
                  />
                </li>
              ))}
            </ul>
            {items.length > 1 ? <EndOtherSessions count={items.length - 1} /> : null}
          </div>
        )}
      </LoadPanel>
    </SettingsSection>
  );
}
