"use client";

import { useCallback } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import { useToast } from "@/ui/toast";
import { useUndo } from "./use-undo";

const LATEST = 5;

/** Says what was done, with its undo. Without the change, it is the latest of that transaction. */
export function useSayDone(): (text: string, done: { change: string } | { of: string }) => Promise<void> {
  const say = useToast();
  const undo = useUndo();

  return useCallback(
    async (text, done) => {
      const change = "change" in done ? done.change : await latestOf(done.of);
      say({ text, ...(change ? { action: { label: "Undo", run: () => void undo(change) } } : {}) });
    },
    [say, undo],
  );
}

async function latestOf(transaction: string): Promise<string | null> {
  const changes = await toLoaded(browserApi.GET("/v1/changes", { params: { query: { limit: LATEST } } }));
  if (!changes.ok) return null;
  const found = changes.data.items.find(({ summary, undoable }) => undoable && summary.transaction === transaction);
  return found?.id ?? null;
}
