"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import { useToast } from "@/ui/toast";

/** Takes a change back, and offers to take that back too. */
export function useUndo(): (change: string) => Promise<boolean> {
  const router = useRouter();
  const say = useToast();

  return useCallback(
    async function undo(change: string): Promise<boolean> {
      const done = await toLoaded(browserApi.POST("/v1/changes/{id}/undo", { params: { path: { id: change } } }));
      if (done.ok) say({ text: "Taken back", action: { label: "Undo", run: () => void undo(done.data.id) } });
      else say({ text: [done.problem.title, done.problem.detail].filter(Boolean).join(". "), tone: "problem" });
      router.refresh();
      return done.ok;
    },
    [router, say],
  );
}
