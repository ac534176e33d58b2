import { ArrowLeft } from "lucide-react";
import Link from "next/link";
import { notFound } from "next/navigation";
import { load, serverApi } from "@/api/server";
import type { Instrument } from "@/api/types";
import { Allowed } from "@/features/permissions/public";
import { personToday } from "@/features/shell/public-server";
import { LoadPanel } from "@/ui/load-panel";
import { PageHeader } from "@/ui/page-header";
import { ActionList } from "./action-list";
import { Happenings } from "./happenings";
import type { SplitKind } from "./kinds";
import { accountsWith, loadActions } from "./queries";
import { SplitSheet } from "./split-sheet";

type ActionsScreenProps = { id: string; query: Record<string, string | string[] | undefined> };

const SHEETS: readonly SplitKind[] = ["split", "reverse_split"];

/** What happened to an instrument, and the way to record more of it. */
export async function ActionsScreen({ id, query }: ActionsScreenProps) {
  const instrument = await load((await serverApi()).GET("/v1/instruments/{id}", { params: { path: { id } } }));
  if (!instrument.ok && instrument.problem.status === 404) notFound();
  const sheet = SHEETS.find((kind) => kind === query.sheet);
  return (
    <>
      <Link href={`/transactions?instrument=${id}`} className="target mb-2 inline-flex items-center gap-1.5 rounded-mark text-13 text-muted transition-colors hover:text-text">
        <ArrowLeft aria-hidden className="size-4" />
        {instrument.ok ? `Transactions of ${instrument.data.symbol}` : "Transactions"}
      </Link>
      <PageHeader title="Corporate actions" note={instrument.ok ? `${instrument.data.symbol} · ${instrument.data.name}` : undefined} />
      <LoadPanel loaded={instrument}>{(found) => <Actions instrument={found} sheet={sheet} />}</LoadPanel>
    </>
  );
}

export async function Actions({ instrument, sheet }: { instrument: Instrument; sheet: SplitKind | undefined }) {
  const loaded = await loadActions(instrument.id);
  return (
    <div className="grid gap-10">
      <LoadPanel loaded={loaded}>{({ items }) => <ActionList symbol={instrument.symbol} actions={items} />}</LoadPanel>
      <Allowed to="edit_transactions">
        <Happenings instrument={instrument} />
      </Allowed>
      {sheet ? (
        <Allowed to="edit_prices">
          <Sheet instrument={instrument} kind={sheet} />
        </Allowed>
      ) : null}
    </div>
  );
}

async function Sheet({ instrument, kind }: { instrument: Instrument; kind: SplitKind }) {
  const [accounts, today] = await Promise.all([accountsWith(instrument.id), personToday()]);
  const { id, symbol, currency } = instrument;
  return <SplitSheet key={kind} kind={kind} instrument={{ id, symbol, currency }} accounts={accounts} today={today} back={`/instruments/${id}/actions`} />;
}
