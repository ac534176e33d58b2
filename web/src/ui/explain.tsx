"use client";

import { CircleHelp } from "lucide-react";
import { Popover } from "radix-ui";
import type { ReactNode } from "react";

type ExplainProps = { term: string; children: ReactNode };

/** A figure's name in plain words, on demand; works by touch, pointer and keyboard. */
export function Explain({ term, children }: ExplainProps) {
  return (
    <Popover.Root>
      <Popover.Trigger
        aria-label={`What is “${term}”?`}
        className="relative inline-flex rounded-full text-faint transition-colors after:absolute after:-inset-2.5 hover:text-text"
      >
        <CircleHelp aria-hidden className="size-3.5" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={8}
          collisionPadding={12}
          className="z-50 w-72 animate-fade rounded-panel bg-overlay p-4 text-13 shadow-overlay"
        >
          <p className="mb-1 font-medium">{term}</p>
          <div className="text-muted">{children}</div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
