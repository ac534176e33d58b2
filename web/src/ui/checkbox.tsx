"use client";

import { Check, Minus } from "lucide-react";
import { cn } from "@/lib/cn";

type CheckboxProps = {
  "aria-label": string;
  state: "on" | "off" | "some";
  onToggle: () => void;
  disabled?: boolean;
  className?: string;
};

export function Checkbox({ state, onToggle, className, ...rest }: CheckboxProps) {
  const Mark = state === "some" ? Minus : Check;
  return (
    <span className={cn("relative inline-flex size-4 align-middle", className)}>
      <input
        type="checkbox"
        checked={state === "on"}
        ref={(input) => {
          if (input) input.indeterminate = state === "some";
        }}
        onChange={onToggle}
        className="peer size-4 cursor-pointer appearance-none rounded-mark border border-control bg-surface transition-colors checked:border-accent checked:bg-accent indeterminate:border-accent indeterminate:bg-accent after:absolute after:-inset-2.5 disabled:opacity-40"
        {...rest}
      />
      <Mark
        aria-hidden
        strokeWidth={3}
        className="pointer-events-none absolute inset-0.5 hidden size-3 text-on-accent peer-checked:block peer-indeterminate:block"
      />
    </span>
  );
}
