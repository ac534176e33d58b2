"use client";

import { useEffect, useState } from "react";
import { browserApi } from "@/api/browser";
import { type Loaded, toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import type { NewTransaction, PositionEffect, TransactionPreview } from "@/api/types";

const TYPING_MS = 350;

export type SplitPreview = { on: string; positions: PositionEffect[] };
export type PreviewState = { preview: SplitPreview | null; current: boolean; problem: Problem | null };

type Split = { ex_date: string; ratio_to: number; ratio_from: number };
type Where = { instrument: string; currency: string; accounts: readonly string[] };

/** Asks each account that traded it what the split would do there, once the typing rests; null while it is not complete. */
export function useSplitPreview({ instrument, currency, accounts }: Where, split: Split | null): PreviewState {
  const key = split ? JSON.stringify(accounts.map((account) => bodyOf(split, account, instrument, currency))) : null;
  const [preview, setPreview] = useState<SplitPreview | null>(null);
  const [answer, setAnswer] = useState<{ key: string; problem: Problem | null } | null>(null);

  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const bodies: NewTransaction[] = JSON.parse(key);
      void Promise.all(bodies.map((body) => toLoaded(browserApi.POST("/v1/transactions/preview", { body, signal: stop.signal })))).then((loaded) => {
        if (stop.signal.aborted) return;
        const problem = firstProblem(loaded);
        if (problem === null) setPreview(together(loaded, bodies[0]?.date ?? ""));
        setAnswer({ key, problem });
      });
    }, TYPING_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [key]);

  const settled = key !== null && answer?.key === key ? answer : null;
  return { preview, current: settled !== null && settled.problem === null, problem: settled?.problem ?? null };
}

function bodyOf({ ex_date, ratio_to, ratio_from }: Split, account: string, instrument: string, currency: string): NewTransaction {
  return { account, type: "split", date: ex_date, instrument, currency, ratio_to, ratio_from };
}

function firstProblem(loaded: Loaded<TransactionPreview>[]): Problem | null {
  for (const each of loaded) if (!each.ok) return each.problem;
  return null;
}

function together(loaded: Loaded<TransactionPreview>[], on: string): SplitPreview {
  return { on, positions: loaded.flatMap((each) => (each.ok ? each.data.positions : [])) };
}
