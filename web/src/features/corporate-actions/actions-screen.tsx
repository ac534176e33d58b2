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
import { ActionSheet } from "./action-sheet";
import { type ActionKind, HAPPENINGS, kindOf } from "./kinds";
import { loadAction, loadActions } from "./queries";

type ActionsScreenProps = { id: string; query: Record<string, string | string[] | undefined> };

/** What happened to an instrument, and the way to record more of it. */
export async function ActionsScreen({ id, query }: ActionsScreenProps) {
  const instrument = await load((await serverApi()).GET("/v1/instruments/{id}", { params: { path: { id } } }));
  if (!instrument.ok && instrument.problem.status === 404) notFound();
  const sheet = HAPPENINGS.find(({ kind }) => kind === query.sheet)?.kind;
  const change = typeof query.change === "string" ? query.change : undefined;
  return (
    <>
      <Link href={`/transactions?instrument=${id}`} className="target mb-2 inline-flex items-center gap-1.5 rounded-mark text-13 text-muted transition-colors hover:text-text">
        <ArrowLeft aria-hidden className="size-4" />
        {instrument.ok ? `Transactions of ${instrument.data.symbol}` : "Transactions"}
      </Link>
      <PageHeader title="Corporate actions" note={instrument.ok ? `${instrument.data.symbol} · ${instrument.data.name}` : undefined} />
      <LoadPanel loaded={instrument}>{(found) => <Actions instrument={found} sheet={sheet} change={change} />}</LoadPanel>
    </>
  );
}

type ActionsProps = { instrument: Instrument; sheet: ActionKind | undefined; change: string | undefined };

export async function Actions({ instrument, sheet, change }: ActionsProps) {
  const loaded = await loadActions(instrument.id);
  return (
    <div className="grid gap-10">
      <LoadPanel loaded={loaded}>{({ items }) => <ActionList symbol={instrument.symbol} actions={items} />}</LoadPanel>
      <Allowed to="edit_prices">
        <Happenings instrument={instrument} />
        {sheet || change ? <Sheet instrument={instrument} kind={sheet} change={change} /> : null}
      </Allowed>
    </div>
  );
}

async function Sheet({ instrument, kind, change }: { instrument: Instrument; kind: ActionKind | undefined; change: string | undefined }) {
  const [today, changed] = await Promise.all([personToday(), change ? loadAction(instrument.id, change) : undefined]);
  const { id, symbol, currency } = instrument;
  const common = { instrument: { id, symbol, currency }, today, back: `/instruments/${id}/actions` };
  if (changed?.ok) return <ActionSheet key={change} kind={kindOf(changed.data)} changed={{ action: changed.data, etag: changed.etag }} {...common} />;
  return kind ? <ActionSheet key={kind} kind={kind} {...common} /> : null;
}
