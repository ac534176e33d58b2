"use client";

import { useEffect, useState } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import type { CorporateActionPreview, NewCorporateAction } from "@/api/types";

const TYPING_MS = 350;

export type PreviewState = { preview: CorporateActionPreview | null; current: boolean; problem: Problem | null };

/** Asks what the action would do, once the typing rests; null while it is not complete. */
export function useActionPreview(instrument: string, action: NewCorporateAction | null, insteadOf: string | undefined): PreviewState {
  const key = action ? JSON.stringify(action) : null;
  const [preview, setPreview] = useState<CorporateActionPreview | null>(null);
  const [answer, setAnswer] = useState<{ key: string; problem: Problem | null } | null>(null);

  useEffect(() => {
    if (key === null) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      const body: NewCorporateAction = JSON.parse(key);
      const params = { path: { id: instrument }, query: insteadOf ? { instead_of: insteadOf } : {} };
      void toLoaded(browserApi.POST("/v1/instruments/{id}/corporate-actions/preview", { params, body, signal: stop.signal })).then((loaded) => {
        if (stop.signal.aborted) return;
        if (loaded.ok) setPreview(loaded.data);
        setAnswer({ key, problem: loaded.ok ? null : loaded.problem });
      });
    }, TYPING_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [key, instrument, insteadOf]);

  const settled = key !== null && answer?.key === key ? answer : null;
  return { preview, current: settled !== null && settled.problem === null, problem: settled?.problem ?? null };
}
