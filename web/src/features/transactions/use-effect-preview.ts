"use client";

import { useEffect, useState } from "react";
import { browserApi } from "@/api/browser";
import { type Loaded, toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import type { NewTransaction, TransactionPreview } from "@/api/types";

const TYPING_MS = 350;

export type EffectState = {
  /** The last effect that was worked out; it stays in place while another is on its way. */
  preview: TransactionPreview | null;
  /** Whether it belongs to what is typed now. */
  current: boolean;
  /** Why what is typed now would be refused. */
  problem: Problem | null;
};

type Answer = { key: string; problem: Problem | null };

/** Asks what a transaction would do once the typing rests; null while it is not complete. */
export function useEffectPreview(body: NewTransaction | null, insteadOf?: string): EffectState {
  const key = body ? JSON.stringify(body) : null;
  const [preview, setPreview] = useState<TransactionPreview | null>(null);
  const [answer, setAnswer] = useState<Answer | null>(null);

  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      void ask(key, insteadOf, stop.signal).then((loaded) => {
        if (stop.signal.aborted) return;
        if (loaded.ok) setPreview(loaded.data);
        setAnswer({ key, problem: loaded.ok ? null : loaded.problem });
      });
    }, TYPING_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [key, insteadOf]);

  const settled = key !== null && answer?.key === key ? answer : null;
  return { preview, current: settled !== null && settled.problem === null, problem: settled?.problem ?? null };
}

function ask(key: string, insteadOf: string | undefined, signal: AbortSignal): Promise<Loaded<TransactionPreview>> {
  const body: NewTransaction = JSON.parse(key);
  return toLoaded(browserApi.POST("/v1/transactions/preview", { params: { query: insteadOf ? { instead_of: insteadOf } : {} }, body, signal }));
}
