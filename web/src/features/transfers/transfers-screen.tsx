import Link from "next/link";
import { load, serverApi } from "@/api/server";
import { TransactionsTabs } from "@/features/transactions/public";
import { Button } from "@/ui/button";
import { ListDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadingPanel } from "@/ui/loading-panel";
import { LoadPanel } from "@/ui/load-panel";
import { PageHeader } from "@/ui/page-header";
import { SkeletonRows } from "@/ui/skeleton-rows";
import { OpenTransferRow } from "./open-transfer-row";

type TransfersScreenProps = { query: Record<string, string | string[] | undefined> };

const PAGE = 25;

/** What left one account and came into another, shown side by side until somebody says that it is one. */
export function TransfersScreen({ query }: TransfersScreenProps) {
  const cursor = typeof query.cursor === "string" ? query.cursor : undefined;
  return (
    <>
      <PageHeader title="Transactions" />
      <TransactionsTabs current="transfers" />
      <p className="mt-4 mb-3 max-w-prose text-13 text-muted">
        Money or units that left one account and seem to have come into another. Joined, they are one transfer and no longer count as taken out and paid in.
      </p>
      <LoadingPanel reload={cursor ?? ""} skeleton={<SkeletonRows rows={6} label="Loading transfers" />}>
        <TransfersPanel cursor={cursor} />
      </LoadingPanel>
    </>
  );
}

export async function TransfersPanel({ cursor }: { cursor: string | undefined }) {
  const loaded = await load((await serverApi()).GET("/v1/transfers/open", { params: { query: { limit: PAGE, cursor } } }));
  return (
    <LoadPanel loaded={loaded}>
      {({ items, next_cursor }) =>
        items.length === 0 ? (
          <Empty drawing={<ListDrawing />} title="Nothing to join">
            No withdrawal or delivery looks like one that arrived in another account of yours.
          </Empty>
        ) : (
          <>
            <ul aria-label="Open transfers" className="border-t">
              {items.map((transfer) => (
                <OpenTransferRow key={transfer.sent.id} transfer={transfer} />
              ))}
            </ul>
            {next_cursor ? (
              <Button asChild size="small" className="mt-4">
                <Link href={`/transfers?cursor=${encodeURIComponent(next_cursor)}`}>Next page</Link>
              </Button>
            ) : null}
          </>
        )
      }
    </LoadPanel>
  );
}
