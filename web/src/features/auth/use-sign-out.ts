"use client";

import { useCallback } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import { useToast } from "@/ui/toast";

export function useSignOut(): () => Promise<void> {
  const say = useToast();
  return useCallback(async () => {
    const ended = await toDone(browserApi.POST("/v1/auth/sign-out"));
    if (!ended.ok && ended.problem.status !== 401) {
      say({ text: `${ended.problem.title}. You are still signed in.`, tone: "problem" });
      return;
    }
    // A full load, so that nothing of the session stays in memory.
    window.location.assign("/sign-in");
  }, [say]);
}
