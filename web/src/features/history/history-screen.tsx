import Link from "next/link";
import { load, serverApi } from "@/api/server";
import { can } from "@/features/permissions/public-server";
import { SettingsSection } from "@/features/settings/public";
import { currentHousehold } from "@/features/shell/public-server";
import { LoadPanel } from "@/ui/load-panel";
import { Segmented } from "@/ui/segmented";
import { HistoryList } from "./history-list";

const PAGE = 25;

type HistoryScreenProps = { query: Record<string, string | string[] | undefined> };

/** What was done: by the person anywhere, and for owners, by anybody in their household. */
export async function HistoryScreen({ query }: HistoryScreenProps) {
  const [household, mayViewAll] = await Promise.all([currentHousehold(), can("view_audit_log")]);
  const whose = mayViewAll && query.of !== "me" ? "household" : "me";
  const before = typeof query.before === "string" ? query.before : undefined;
  const page = { limit: PAGE, ...(before ? { cursor: before } : {}) };
  const api = await serverApi();
  const records = await load(
    whose === "household"
      ? api.GET("/v1/audit-log", { params: { query: page } })
      : api.GET("/v1/me/audit-log", { params: { query: page } }),
  );
  return (
    <SettingsSection
      title="History"
      note={whose === "household" ? `Everything done in ${household?.name ?? "the household"}, by anybody. It cannot be changed.` : "Everything you did, here and in other households. It cannot be changed."}
    >
      {mayViewAll ? (
        <Segmented
          label="Whose history"
          value={whose}
          className="mb-2"
          segments={[
            { value: "household", label: "Household", href: "/settings/history" },
            { value: "me", label: "What I did", href: "/settings/history?of=me" },
          ]}
        />
      ) : null}
      <LoadPanel loaded={records}>
        {({ items, next_cursor }) => (
          <>
            <HistoryList records={items} />
            <nav aria-label="Pages of the history" className="mt-3 flex gap-4 text-13 empty:hidden">
              {before ? <PageLink href={`/settings/history?of=${whose}`}>Latest</PageLink> : null}
              {next_cursor ? <PageLink href={`/settings/history?of=${whose}&before=${encodeURIComponent(next_cursor)}`}>Older</PageLink> : null}
            </nav>
          </>
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
