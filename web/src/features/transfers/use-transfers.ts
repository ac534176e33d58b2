"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { browserApi } from "@/api/browser";
import { toDone, toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import { useToast } from "@/ui/toast";

const wordsOf = (problem: Problem) => [problem.title, problem.errors[0]?.detail ?? problem.detail].filter(Boolean).join(". ");

/** Takes a joined transfer apart into its two sides. */
export function useTakeApart(): (transfer: string, etag?: string) => Promise<boolean> {
  const router = useRouter();
  const say = useToast();
  return useCallback(
    async (transfer, etag) => {
      const apart = await toDone(
        browserApi.DELETE("/v1/transfers/{id}/match", { params: { path: { id: transfer }, ...(etag ? { header: { "If-Match": etag } } : {}) } }),
      );
      say(apart.ok ? { text: "Taken apart into its two sides" } : { text: wordsOf(apart.problem), tone: "problem" });
      router.refresh();
      return apart.ok;
    },
    [router, say],
  );
}

/** Joins two sides into one transfer, and offers to take it apart. */
export function useJoin(): (sent: string, received: string) => Promise<boolean> {
  const router = useRouter();
  const say = useToast();
  const takeApart = useTakeApart();
  return useCallback(
    async (sent, received) => {
      const joined = await toLoaded(browserApi.POST("/v1/transfers/match", { body: { sent, received } }));
      if (joined.ok) say({ text: "Joined into one transfer", action: { label: "Take apart", run: () => void takeApart(joined.data.id) } });
      else say({ text: wordsOf(joined.problem), tone: "problem" });
      router.refresh();
      return joined.ok;
    },
    [router, say, takeApart],
  );
}
