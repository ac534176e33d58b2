"use client";

import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { useAmounts } from "@/ui/amounts";
import type { TrailOf } from "./question";
import { useTrail } from "./trail-provider";

type TracedProps = TrailOf & { label: string; children: ReactNode; className?: string };

/** A figure that opens its trail; plain text where there is none, or where amounts are kept back. */
export function Traced({ label, children, className, ...of }: TracedProps) {
  const open = useTrail();
  const amounts = useAmounts();
  if (!open || amounts === "hidden") return <>{children}</>;
  return (
    <button
      type="button"
      onClick={() => open(of, label)}
      title="How this came about"
      className={cn(
        "relative z-10 max-w-full cursor-pointer rounded-mark decoration-control decoration-dotted underline-offset-4 transition-colors hover:underline pointer-coarse:py-1",
        className,
      )}
    >
      {children}
      <span className="sr-only">: how “{label}” came about</span>
    </button>
  );
}
