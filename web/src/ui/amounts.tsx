"use client";

import { createContext, useContext, type ReactNode } from "react";
import { cn } from "@/lib/cn";

const AmountsContext = createContext<"shown" | "hidden">("shown");

/** Whether what is absent below was hidden from this person, rather than unknown to everyone. */
export function useAmounts(): "shown" | "hidden" {
  return useContext(AmountsContext);
}

export function Amounts({ are, children }: { are: "shown" | "hidden"; children: ReactNode }) {
  return <AmountsContext.Provider value={are}>{children}</AmountsContext.Provider>;
}

const REASON = "Not shown to you: the household's owner has hidden amounts";

/** In the place of an amount that the server kept back. */
export function HiddenAmount({ className }: { className?: string }) {
  return (
    <span className={cn("text-faint", className)} title={REASON}>
      <span aria-hidden>•••</span>
      <span className="sr-only">{REASON}</span>
    </span>
  );
}
