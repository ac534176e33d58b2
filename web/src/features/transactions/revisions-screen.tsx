import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { TransactionRevision } from "@/api/types";
import { personClock } from "@/features/shell/public-server";
import { LoadPanel } from "@/ui/load-panel";
import { PageHeader } from "@/ui/page-header";
import { loadRevisions } from "./queries";
import { revisionRows } from "./revisions";
import { RevisionsTable } from "./revisions-table";
import { TransactionTitle } from "./transaction-title";
import { TYPE_LABELS } from "./types";

type RevisionsScreenProps = { id: string };

/** What a transaction said at each time: every version that was recorded, beside the others. */
export async function RevisionsScreen({ id }: RevisionsScreenProps) {
  const loaded = await loadRevisions(id);
  if (!loaded.ok && loaded.problem.status === 404) notFound();
  const latest = loaded.ok ? loaded.data.items[0]?.transaction : undefined;
  return (
    <>
      <Link href="/transactions" className="target mb-2 inline-flex items-center gap-1.5 rounded-mark text-13 text-muted transition-colors hover:text-text">
        <ArrowLeft aria-hidden className="size-4" />
        Transactions
      </Link>
      <PageHeader
        title={
          latest ? (
            <>
              {TYPE_LABELS[latest.type]} <TransactionTitle transaction={latest} />
            </>
          ) : (
            "History of a transaction"
          )
        }
        note="Every version that was recorded. Nothing is overwritten."
      />
      <LoadPanel loaded={loaded}>{({ items }) => <Revisions revisions={items} />}</LoadPanel>
    </>
  );
}

async function Revisions({ revisions }: { revisions: TransactionRevision[] }) {
  const clock = await personClock();
  const heads = revisions.map(({ revision, change, actor, recorded_at, reason }) => ({
    revision,
    change,
    who: actor.name,
    when: clock(recorded_at),
    reason,
  }));
  return <RevisionsTable heads={heads} rows={revisionRows(revisions)} />;
}
