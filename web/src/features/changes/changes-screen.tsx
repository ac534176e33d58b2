import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import type { Change } from "@/api/types";
import { personClock } from "@/features/shell/public-server";
import { typeWords, TransactionsTabs } from "@/features/transactions/public";
import { Button } from "@/ui/button";
import { ListDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadingPanel } from "@/ui/loading-panel";
import { LoadPanel } from "@/ui/load-panel";
import { PageHeader } from "@/ui/page-header";
import { SkeletonRows } from "@/ui/skeleton-rows";
import { ChangeRow } from "./change-row";
import { loadChanges, symbolsOf } from "./queries";
import { withArticle } from "./sentences";

type ChangesScreenProps = { query: Record<string, string | string[] | undefined> };

/** What was done to the books, latest first, each with its undo. */
export function ChangesScreen({ query }: ChangesScreenProps) {
  const before = typeof query.before === "string" ? query.before : undefined;
  return (
    <>
      <PageHeader title="Transactions" />
      <TransactionsTabs current="history" />
      <p className="mt-4 mb-3 max-w-prose text-13 text-muted">
        What was done to transactions. Taking something back keeps it readable, and can be taken back too.
      </p>
      <LoadingPanel reload={before ?? ""} skeleton={<SkeletonRows rows={8} label="Loading the history" />}>
        <ChangesPanel before={before} />
      </LoadingPanel>
    </>
  );
}

export async function ChangesPanel({ before }: { before: string | undefined }) {
  const loaded = await loadChanges(before);
  return (
    <LoadPanel loaded={loaded}>
      {({ items, next_cursor }) =>
        items.length === 0 ? (
          <Empty drawing={<ListDrawing />} title="Nothing was changed yet">
            What you record, correct or remove appears here, with its undo. A file is taken back where it was imported.
          </Empty>
        ) : (
          <>
            <ChangeList changes={items} />
            <nav aria-label="Pages" className="flex items-center justify-between gap-4 pt-4">
              {before ? <PageLink href="/changes" label="Latest" side="left" /> : <span />}
              {next_cursor ? (
                <PageLink href={`/changes?before=${encodeURIComponent(next_cursor)}`} label="Older" side="right" />
              ) : (
                <span className="text-12 text-muted">That is all.</span>
              )}
            </nav>
          </>
        )
      }
    </LoadPanel>
  );
}

async function ChangeList({ changes }: { changes: Change[] }) {
  const [clock, symbols] = await Promise.all([personClock(), symbolsOf(changes)]);
  return (
    <ul aria-label="What was done" className="border-t">
      {changes.map((change) => {
        const symbol = symbols.get(change.summary.instrument ?? "");
        const noun = withArticle(typeWords(change.summary.type));
        return <ChangeRow key={change.id} change={change} noun={symbol ? `${noun} of ${symbol}` : noun} when={clock(change.recorded_at)} />;
      })}
    </ul>
  );
}

function PageLink({ href, label, side }: { href: string; label: string; side: "left" | "right" }) {
  return (
    <Button asChild tone={side === "left" ? "quiet" : "secondary"} size="small">
      <Link href={href} prefetch={false}>
        {side === "left" ? <ChevronLeft aria-hidden /> : null}
        {label}
        {side === "right" ? <ChevronRight aria-hidden /> : null}
      </Link>
    </Button>
  );
}
