"use client";

import { PencilLine, Trash2, X } from "lucide-react";
import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import type { TransactionSelection } from "@/api/types";
import { counted } from "@/features/changes/public";
import { Button } from "@/ui/button";
import { useLocale } from "@/ui/intl-provider";
import { useToast } from "@/ui/toast";
import { BulkDialog } from "./bulk-dialog";
import { countOf, MOST_ROWS, NOTHING, pageState } from "./selection";
import { useSelection } from "./selection-provider";
import type { AccountChoice } from "./transaction-filters";

type BulkBarProps = { filter: TransactionSelection | null; morePages: "some" | "none"; accounts: AccountChoice[] };

/** What can be done with the rows chosen; it lies over the lower edge, so that no row moves. */
export function BulkBar({ filter, morePages, accounts }: BulkBarProps) {
  const { chosen, order, choose } = useSelection();
  const say = useToast();
  const locale = useLocale();
  const [open, setOpen] = useState<"change" | "remove" | null>(null);
  const [counting, setCounting] = useState(false);
  const count = countOf(chosen);
  if (count === 0) return null;

  const chooseMatching = async () => {
    if (!filter) return;
    setCounting(true);
    const found = await countMatching(filter);
    setCounting(false);
    if (found.kind === "failed") say({ text: found.title, tone: "problem" });
    else if (found.count > MOST_ROWS) say({ text: `More than ${MOST_ROWS.toLocaleString("en-GB")} match. Narrow the filter first.`, tone: "problem" });
    else choose({ kind: "matching", filter, count: found.count });
  };

  const offersMatching = chosen.kind === "rows" && filter !== null && morePages === "some" && pageState(chosen, order) === "on";
  return (
    <>
      <div
        role="toolbar"
        aria-label="With the rows chosen"
        className="fixed inset-x-4 bottom-20 z-30 mx-auto flex w-fit max-w-[calc(100vw-32px)] animate-rise flex-wrap items-center justify-center gap-1 rounded-panel bg-overlay p-1.5 shadow-overlay md:bottom-6"
      >
        <span role="status" className="tabular px-3 text-13 font-medium">
          <span className="sm:hidden">{count.toLocaleString(locale)} chosen</span>
          <span className="max-sm:hidden">{counted(count)} chosen</span>
        </span>
        {offersMatching ? (
          <Button tone="quiet" size="small" className="text-accent" disabled={counting} onClick={() => void chooseMatching()}>
            {counting ? "Counting…" : "Choose all that match"}
          </Button>
        ) : null}
        <Button size="small" onClick={() => setOpen("change")}>
          <PencilLine aria-hidden />
          Change
        </Button>
        <Button tone="danger" size="small" onClick={() => setOpen("remove")}>
          <Trash2 aria-hidden />
          Delete
        </Button>
        <Button tone="quiet" size="iconSmall" aria-label="Choose nothing" onClick={() => choose(NOTHING)}>
          <X aria-hidden />
        </Button>
      </div>
      {open ? <BulkDialog action={open} accounts={accounts} onClose={() => setOpen(null)} /> : null}
    </>
  );
}

type Counted = { kind: "counted"; count: number } | { kind: "failed"; title: string };

/** Reads on until the end, or until there are more than one change may touch. */
async function countMatching(filter: TransactionSelection): Promise<Counted> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await toLoaded(browserApi.GET("/v1/transactions", { params: { query: { ...filter, limit: 200, cursor } } }));
    if (!page.ok) return { kind: "failed", title: page.problem.title };
    count += page.data.items.length;
    cursor = page.data.next_cursor ?? undefined;
  } while (cursor && count <= MOST_ROWS);
  return { kind: "counted", count };
}
