"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { browserApi } from "@/api/browser";
import { toDone, toLoaded } from "@/api/loaded";
import { useToast } from "@/ui/toast";

/** Removes at once and offers to take it back: no question beforehand. */
export function useRemoveTransaction(): (id: string, etag?: string) => Promise<boolean> {
  const router = useRouter();
  const say = useToast();

  const restore = useCallback(
    async (id: string) => {
      const restored = await toLoaded(browserApi.POST("/v1/transactions/{id}/restore", { params: { path: { id } } }));
      if (!restored.ok) say({ text: restored.problem.title, tone: "problem" });
      router.refresh();
    },
    [router, say],
  );

  return useCallback(
    async (id: string, etag?: string) => {
      const removed = await toDone(
        browserApi.DELETE("/v1/transactions/{id}", {
          params: { path: { id }, ...(etag ? { header: { "If-Match": etag } } : {}) },
        }),
      );
      if (!removed.ok) {
        say({ text: `${removed.problem.title}. The transaction is still there.`, tone: "problem" });
        return false;
      }
      router.refresh();
      say({ text: "Transaction removed", action: { label: "Undo", run: () => void restore(id) } });
      return true;
    },
    [router, say, restore],
  );
}
