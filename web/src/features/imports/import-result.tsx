"use client";

import { CircleCheck, TriangleAlert, Undo2 } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { browserApi } from "@/api/browser";
import { IntentKeys } from "@/api/idempotency";
import { toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import type { Import } from "@/api/types";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { FormProblem } from "@/ui/form-problem";
import { Quantity } from "@/ui/quantity";

type ImportResultProps = { file: Import; etag?: string };

export function ImportResult({ file, etag }: ImportResultProps) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [keys] = useState(() => new IntentKeys());
  const { pending, problem, run } = useCommand<Problem>();
  const failed = file.state === "failed" || file.state === "refused";

  const revert = async () => {
    const job = await run(() =>
      toLoaded(
        browserApi.POST("/v1/imports/{id}/revert", {
          params: {
            path: { id: file.id },
            header: { ...(etag ? { "If-Match": etag } : {}), "Idempotency-Key": keys.keyFor(etag ?? file.version) },
          },
        }),
      ),
    );
    if (!job) return;
    setAsking(false);
    router.refresh();
  };

  return (
    <div className="flex flex-wrap items-center justify-between gap-4 rounded-panel border bg-surface p-4 sm:p-6">
      <div className="flex min-w-0 gap-3">
        {failed ? <TriangleAlert aria-hidden className="mt-0.5 size-5 shrink-0 text-loss" /> : <CircleCheck aria-hidden className="mt-0.5 size-5 shrink-0 text-gain" />}
        <div className="min-w-0">
          <p className="text-14 font-medium">
            {failed ? (
              (file.problem?.title ?? (file.state === "refused" ? "The file could not be read" : "The import did not go through"))
            ) : file.state === "reverted" ? (
              "The whole file was taken back"
            ) : (
              <>
                <Quantity value={String(file.counts.committed)} /> {file.counts.committed === 1 ? "row" : "rows"} imported
              </>
            )}
          </p>
          <p className="text-13 text-muted">
            {failed
              ? (file.problem?.detail ?? "Nothing of it was recorded.")
              : file.counts.error > 0
                ? `${file.counts.error} in error are kept below, to be mended when you like.`
                : "Every figure counts them already."}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {file.state === "committed" ? (
          <Button onClick={() => setAsking(true)}>
            <Undo2 aria-hidden />
            Take the file back
          </Button>
        ) : null}
        {file.state === "committed" && file.kind === "transactions" ? (
          <Button asChild>
            <Link href={`/transactions?import=${file.id}`}>See the transactions</Link>
          </Button>
        ) : null}
        {failed ? null : (
          <Button asChild tone="primary">
            <Link href="/dashboard">Go to the dashboard</Link>
          </Button>
        )}
      </div>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title="Take the whole file back?"
        description={`Everything that ${file.file_name} brought stops counting. The file stays listed, and its history stays readable.`}
        footer={
          <>
            <Button tone="quiet" onClick={() => setAsking(false)}>
              Keep it
            </Button>
            <Button tone="danger" disabled={pending} onClick={() => void revert()}>
              Take it back
            </Button>
          </>
        }
      >
        {problem ? <FormProblem title={problem.title} detail={problem.detail} traceId={problem.traceId} /> : null}
      </Dialog>
    </div>
  );
}
