"use client";

import { BookmarkCheck } from "lucide-react";
import type { Import } from "@/api/types";
import { Button } from "@/ui/button";
import { ProblemNote } from "@/ui/form-problem";
import { useUpdateImport } from "./use-update-import";

type ProfileNoteProps = { file: Import; etag?: string };

/** Says that the file is read by a kept profile, and lets it be read without. */
export function ProfileNote({ file, etag }: ProfileNoteProps) {
  const { update, problem, busy } = useUpdateImport(file, etag);
  if (!file.profile) return null;
  return (
    <section aria-label="Profile" className="rounded-panel border bg-surface px-4 py-3">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="flex min-w-0 items-center gap-2.5 text-13">
          <BookmarkCheck aria-hidden className="size-4 shrink-0 text-accent" />
          <span className="min-w-0 wrap-anywhere">
            {file.profile.recognised ? "Recognised: read" : "Read"} as <strong className="font-medium">{file.profile.name}</strong>
            <span className="text-muted"> · columns and formats are those you kept</span>
          </span>
        </p>
        <Button tone="quiet" disabled={busy} onClick={() => void update({ profile: null })}>
          Read it without
        </Button>
      </div>
      <ProblemNote problem={problem} />
    </section>
  );
}
