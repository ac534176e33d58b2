"use client";

import { useCallback } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";

export function useSignOut(): () => Promise<void> {
  return useCallback(async () => {
    await toDone(browserApi.POST("/v1/auth/sign-out"));
    // A full load, so that nothing of the session stays in memory.
    window.location.assign("/sign-in");
  }, []);
}
