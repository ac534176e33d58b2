"use client";

import { createContext, useContext, useMemo, useState, type ReactNode } from "react";
import type { TrailOf, TrailReport, TrailScope } from "./question";
import { TrailPanel } from "./trail-panel";

type Opened = { of: TrailOf; label: string };
type Open = (of: TrailOf, label: string) => void;

const TrailContext = createContext<Open | null>(null);

/** Null where the figures have no trail to open. */
export function useTrail(): Open | null {
  return useContext(TrailContext);
}

type TrailProviderProps = { scope: TrailScope; report: TrailReport; children: ReactNode };

/** Around the figures of one report: each can open how it came about. */
export function TrailProvider({ scope, report, children }: TrailProviderProps) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const open = useMemo<Open>(() => (of, label) => setOpened({ of, label }), []);
  return (
    <TrailContext.Provider value={open}>
      {children}
      {opened ? <TrailPanel scope={scope} report={report} of={opened.of} label={opened.label} onClose={() => setOpened(null)} /> : null}
    </TrailContext.Provider>
  );
}
