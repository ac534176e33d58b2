"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Popover } from "radix-ui";
import type { Warning } from "@/api/types";

type WarningsNoteProps = { warnings: Warning[] };

const MOST_SHOWN = 12;

/** What a reader of the figures should know: a count that opens into sentences. */
export function WarningsNote({ warnings }: WarningsNoteProps) {
  if (warnings.length === 0) return null;
  return (
    <Popover.Root>
      <Popover.Trigger className="inline-flex h-6 items-center gap-1.5 rounded-mark bg-warning-soft px-2 text-12 text-warning pointer-coarse:h-11">
        <TriangleAlert aria-hidden className="size-3.5" />
        {warnings.length === 1 ? "1 note on these figures" : `${warnings.length} notes on these figures`}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          sideOffset={8}
          collisionPadding={12}
          className="z-50 max-h-80 w-80 animate-fade overflow-y-auto rounded-panel bg-overlay p-4 text-13 shadow-overlay"
        >
          <ul className="grid gap-2">
            {warnings.slice(0, MOST_SHOWN).map((warning, index) => (
              <li key={index} className="text-muted">
                {warning.detail}
              </li>
            ))}
            {warnings.length > MOST_SHOWN ? <li className="text-faint">and {warnings.length - MOST_SHOWN} more</li> : null}
          </ul>
          <Link href="/data-health" prefetch={false} className="mt-3 inline-flex items-center rounded-mark text-accent pointer-coarse:min-h-11">
            What would mend them
          </Link>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
