"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import type { Problem } from "@/api/problem";
import type { Import } from "@/api/types";
import { useCommand } from "@/lib/use-command";
import { type ImportChange, useChangeLine } from "./import-changes";

/** Changes how the file is read; the server reads it anew and the preview follows. */
export function useUpdateImport(file: Import, etag: string | undefined) {
  const router = useRouter();
  const line = useChangeLine();
  const [refreshing, start] = useTransition();
  const { pending, problem, run } = useCommand<Problem>();

  /** A change that builds on how the file is read is a function of the import as it is when its turn has come. */
  const update = async (change: ImportChange | ((latest: Import) => ImportChange)) => {
    const updated = await run(() => line.send({ file, etag }, (latest) => (typeof change === "function" ? change(latest) : change)));
    if (updated) start(() => router.refresh());
  };

  return { update, problem, busy: pending || refreshing };
}
