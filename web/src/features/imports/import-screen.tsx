import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { notFound } from "next/navigation";
import { load, serverApi } from "@/api/server";
import { can } from "@/features/permissions/public-server";
import { loadAccounts } from "@/features/shell/public-server";
import { Badge } from "@/ui/badge";
import { LoadPanel } from "@/ui/load-panel";
import { PageHeader } from "@/ui/page-header";
import { parseImportAddress } from "./address";
import { ImportChanges } from "./import-changes";
import { ImportProgress } from "./import-progress";
import { ImportRefused } from "./import-refused";
import { ImportResult } from "./import-result";
import { ImportWorkbench } from "./import-workbench";
import { InstrumentMatches } from "./instrument-matches";
import { KIND_LABELS, STATE_LABELS, STATE_TONES } from "./labels";
import { MappingPanel } from "./mapping-panel";
import { ProfileNote } from "./profile-note";
import { ReadingPanel } from "./reading-panel";

type ImportScreenProps = { id: string; query: Record<string, string | string[] | undefined> };

const ROWS_PER_PAGE = 50;
const MATCHES_SHOWN = 200;

export async function ImportScreen({ id, query }: ImportScreenProps) {
  if (!(await can("import"))) return <ImportRefused />;
  const address = parseImportAddress(query);
  const api = await serverApi();
  const [loaded, rows, instruments, accounts] = await Promise.all([
    load(api.GET("/v1/imports/{id}", { params: { path: { id } } })),
    load(
      api.GET("/v1/imports/{id}/rows", {
        params: { path: { id }, query: { status: address.status, cursor: address.cursor, limit: ROWS_PER_PAGE } },
      }),
    ),
    load(api.GET("/v1/imports/{id}/instruments", { params: { path: { id }, query: { limit: MATCHES_SHOWN } } })),
    loadAccounts(),
  ]);
  if (!loaded.ok && loaded.problem.status === 404) notFound();
  const etag = loaded.ok ? (loaded.etag ?? undefined) : undefined;
  return (
    <LoadPanel loaded={loaded}>
      {(file) => (
        <>
          <Link href="/import" className="mb-2 -ml-1 inline-flex h-7 items-center gap-1 rounded-mark px-1 text-12 text-muted transition-colors hover:text-text pointer-coarse:h-11">
            <ChevronLeft aria-hidden className="size-3.5" />
            Import
          </Link>
          <PageHeader
            title={file.file_name}
            note={
              <span className="inline-flex items-center gap-2">
                {KIND_LABELS[file.kind]}
                <Badge tone={STATE_TONES[file.state]}>{STATE_LABELS[file.state]}</Badge>
              </span>
            }
          />
          {file.state === "committing" || file.state === "reverting" ? <ImportProgress file={file} /> : null}
          {file.state === "committed" || file.state === "reverted" || file.state === "failed" || file.state === "refused" ? <ImportResult file={file} etag={etag} /> : null}
          {file.state === "staged" || file.state === "refused" ? (
            <ImportChanges>
              <div className="mt-2 grid gap-8">
                <ProfileNote key={`profile-${file.version}`} file={file} etag={etag} />
                <ReadingPanel
                  key={`reading-${file.version}`}
                  file={file}
                  etag={etag}
                  accounts={accounts.ok ? accounts.data.items.map(({ id: account, name }) => ({ id: account, name })) : []}
                />
                <LoadPanel loaded={instruments}>
                  {({ items }) => <InstrumentMatches key={`instruments-${file.version}`} file={file} etag={etag} matches={items} />}
                </LoadPanel>
                <MappingPanel key={`mapping-${file.version}`} file={file} etag={etag} />
              </div>
            </ImportChanges>
          ) : null}
          <div className="mt-10">
            <LoadPanel loaded={rows}>
              {(page) => <ImportWorkbench file={file} etag={etag} rows={page.items} nextCursor={page.next_cursor} address={address} />}
            </LoadPanel>
          </div>
        </>
      )}
    </LoadPanel>
  );
}
