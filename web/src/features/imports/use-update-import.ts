"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import type { Import, ImportField, ImportKind, ImportOptions } from "@/api/types";
import { useCommand } from "@/lib/use-command";

type Change = {
  profile?: string | null;
  kind?: ImportKind;
  account?: string | null;
  options?: ImportOptions;
  mapping?: { column: number; field: ImportField | null }[];
};

/** Changes how the file is read; the server reads it anew and the preview follows. */
export function useUpdateImport(file: Import, etag: string | undefined) {
  const router = useRouter();
  const [refreshing, start] = useTransition();
  const { pending, problem, run } = useCommand<Problem>();

  const update = async (change: Change) => {
    const updated = await run(() =>
      toLoaded(
        browserApi.PATCH("/v1/imports/{id}", {
          params: { path: { id: file.id }, ...(etag ? { header: { "If-Match": etag } } : {}) },
          body: change,
        }),
      ),
    );
    if (updated) start(() => router.refresh());
  };

  return { update, problem, busy: pending || refreshing };
}
