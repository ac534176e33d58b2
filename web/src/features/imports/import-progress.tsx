"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import type { Import } from "@/api/types";
import { useJob } from "./use-job";

export function ImportProgress({ file }: { file: Import }) {
  const router = useRouter();
  const onEnded = useCallback(() => router.refresh(), [router]);
  const job = useJob(file.job, onEnded);
  const done = Math.round((job?.progress ?? 0) * 100);
  const doing = file.state === "committing" ? "Importing" : "Taking the file back";
  return (
    <div className="rounded-panel border bg-surface p-4 sm:p-6">
      <p className="flex justify-between gap-4 text-14 font-medium">
        {doing}
        <span className="tabular text-muted">{done}%</span>
      </p>
      <div
        role="progressbar"
        aria-label={doing}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={done}
        className="mt-3 h-1.5 overflow-hidden rounded-full bg-raised"
      >
        <div className="h-full rounded-full bg-accent transition-[width]" style={{ width: `${Math.max(done, 2)}%` }} />
      </div>
      <p className="mt-3 text-13 text-muted">
        All rows or none: you can close this page, and nothing is half-done if something fails.
      </p>
    </div>
  );
}
