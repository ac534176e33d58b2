import { ArrowLeft, Plus } from "lucide-react";
import Link from "next/link";
import { notFound } from "next/navigation";
import { load, serverApi } from "@/api/server";
import type { CorporateAction, Instrument } from "@/api/types";
import { Allowed } from "@/features/permissions/public";
import { personToday } from "@/features/shell/public-server";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Day } from "@/ui/day";
import { ListDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadPanel } from "@/ui/load-panel";
import { PageHeader } from "@/ui/page-header";
import { ActionSheet } from "./action-sheet";
import { labelOf, sentenceOf } from "./kinds";
import { RemoveAction } from "./remove-action";

type ActionsScreenProps = { id: string; query: Record<string, string | string[] | undefined> };

/** What happened to an instrument, and the assistant that records more of it. */
export async function ActionsScreen({ id, query }: ActionsScreenProps) {
  const api = await serverApi();
  const [instrument, today] = await Promise.all([load(api.GET("/v1/instruments/{id}", { params: { path: { id } } })), personToday()]);
  if (!instrument.ok && instrument.problem.status === 404) notFound();
  const back = `/instruments/${id}/actions`;
  const symbol = instrument.ok ? instrument.data.symbol : "it";
  return (
    <>
      <Link href={`/transactions?instrument=${id}`} className="target mb-2 inline-flex items-center gap-1.5 rounded-mark text-13 text-muted transition-colors hover:text-text">
        <ArrowLeft aria-hidden className="size-4" />
        Transactions of {symbol}
      </Link>
      <PageHeader
        title="Corporate actions"
        note={instrument.ok ? `${instrument.data.symbol} · ${instrument.data.name}` : undefined}
        actions={
          <Allowed to="edit_prices">
            <Button asChild tone="primary">
              <Link href={`${back}?sheet=new`} scroll={false}>
                <Plus aria-hidden />
                Something happened
              </Link>
            </Button>
          </Allowed>
        }
      />
      <LoadPanel loaded={instrument}>{(found) => <ActionsPanel instrument={found} />}</LoadPanel>
      {query.sheet === "new" && instrument.ok ? (
        <Allowed to="edit_prices">
          <ActionSheet instrument={id} symbol={symbol} today={today} back={back} />
        </Allowed>
      ) : null}
    </>
  );
}

export async function ActionsPanel({ instrument }: { instrument: Instrument }) {
  const api = await serverApi();
  const loaded = await load(api.GET("/v1/instruments/{id}/corporate-actions", { params: { path: { id: instrument.id }, query: { limit: 100 } } }));
  return (
    <LoadPanel loaded={loaded}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty drawing={<ListDrawing />} title="Nothing happened yet">
            Splits, spin-offs, mergers and the like of {instrument.symbol} appear here. They count in every account at once.
          </Empty>
        ) : (
          <ActionList instrument={instrument} actions={items} />
        )
      }
    </LoadPanel>
  );
}

async function ActionList({ instrument, actions }: { instrument: Instrument; actions: CorporateAction[] }) {
  const api = await serverApi();
  const others = [...new Set(actions.flatMap((action) => action.new_instrument ?? []))];
  const read = await Promise.all(others.map((id) => load(api.GET("/v1/instruments/{id}", { params: { path: { id } } }))));
  const symbols = new Map(read.flatMap((each) => (each.ok ? [[each.data.id, each.data.symbol] as const] : [])));
  return (
    <ul aria-label="What happened" className="border-t">
      {actions.map((action) => (
        <li key={action.id} className="flex min-h-16 items-center gap-4 border-b py-2.5">
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-center gap-2 text-14 font-medium">
              {labelOf(action)}
              {action.scope === "public" ? <Badge>Known to everybody</Badge> : null}
            </p>
            <p className="mt-0.5 text-13 text-muted">
              <Day date={action.ex_date} /> · {sentenceOf(action, instrument.symbol, symbols.get(action.new_instrument ?? "") ?? "new units")}
              {action.note ? <span className="break-words"> · {action.note}</span> : null}
            </p>
          </div>
          {action.scope === "household" ? <RemoveAction instrument={instrument.id} action={action.id} name={labelOf(action)} /> : null}
        </li>
      ))}
    </ul>
  );
}
