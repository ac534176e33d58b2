"use client";

import { createContext, type ReactNode, useContext, useState } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import type { ImportField, ImportKind, ImportOptions } from "@/api/types";
import { ChangeLine } from "./change-line";

export type ImportChange = {
  profile?: string | null;
  kind?: ImportKind;
  account?: string | null;
  options?: ImportOptions;
  mapping?: { column: number; field: ImportField | null }[];
  instruments?: { symbol: string; isin: string; name: string; use: string }[];
};

const newLine = () =>
  new ChangeLine<ImportChange>((change, { file, etag }) =>
    toLoaded(
      browserApi.PATCH("/v1/imports/{id}", {
        params: { path: { id: file.id }, ...(etag ? { header: { "If-Match": etag } } : {}) },
        body: change,
      }),
    ),
  );

const Line = createContext<ChangeLine<ImportChange> | null>(null);

/** The panels of one import share the line in which their changes are sent. */
export function ImportChanges({ children }: { children: ReactNode }) {
  const [line] = useState(newLine);
  return <Line value={line}>{children}</Line>;
}

export function useChangeLine(): ChangeLine<ImportChange> {
  const line = useContext(Line);
  if (!line) throw new Error("The panels of an import stand within ImportChanges.");
  return line;
}
