import Link from "next/link";
import { load, serverApi } from "@/api/server";
import { SettingsSection } from "@/features/settings/public";
import { personClock } from "@/features/shell/public-server";
import { Badge } from "@/ui/badge";
import { LoadPanel } from "@/ui/load-panel";
import { methodLabel, outcomeLabel } from "./labels";
import { SettingRow } from "./setting-row";

const PAGE = 10;

/** Attempts to sign in with the person's address, the latest first; `before` is where an older page begins. */
export async function LoginHistory({ before }: { before?: string }) {
  const query = { limit: PAGE, ...(before ? { cursor: before } : {}) };
  const [logins, clock] = await Promise.all([
    load((await serverApi()).GET("/v1/me/login-history", { params: { query } })),
    personClock(),
  ]);
  return (
    <SettingsSection id="history" title="Sign-in history" note="Each attempt with your address, yours or another's.">
      <LoadPanel loaded={logins}>
        {({ items, next_cursor }) => (
          <div className="grid gap-4">
            <ul aria-label="Attempts to sign in" className="grid gap-4">
              {items.map((login) => (
                <li key={login.id}>
                  <SettingRow
                    title={outcomeLabel(login.outcome)}
                    state={login.outcome === "succeeded" ? <Badge>{methodLabel(login.method)}</Badge> : <Badge tone="warning">{methodLabel(login.method)}</Badge>}
                    note={
                      <>
                        {clock(login.recorded_at)}, {login.device || "unknown device"}, <span className="break-all">{login.network_address}</span>
                      </>
                    }
                  />
                </li>
              ))}
            </ul>
            <nav aria-label="Pages of the history" className="flex gap-4 text-13 empty:hidden">
              {before ? <PageLink href="/settings/security#history">Latest</PageLink> : null}
              {next_cursor ? <PageLink href={`/settings/security?before=${encodeURIComponent(next_cursor)}#history`}>Older</PageLink> : null}
            </nav>
          </div>
        )}
      </LoadPanel>
    </SettingsSection>
  );
}

function PageLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} prefetch={false} className="target inline-flex items-center font-medium text-accent underline-offset-4 hover:underline">
      {children}
    </Link>
  );
}
