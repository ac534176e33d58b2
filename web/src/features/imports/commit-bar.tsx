"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { browserApi } from "@/api/browser";
import { IntentKeys } from "@/api/idempotency";
import { toDone, toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import type { Import } from "@/api/types";
import { joinParts, formatParts } from "@/lib/intl";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { FormProblem } from "@/ui/form-problem";
import { useLocale } from "@/ui/intl-provider";
import { KeepProfile } from "./keep-profile";

type CommitBarProps = { file: Import; etag?: string; chosen: ReadonlySet<number>; onCommitted: () => void };

/** What the commit will do, said before it is done. */
export function CommitBar({ file, etag, chosen, onCommitted }: CommitBarProps) {
  const router = useRouter();
  const locale = useLocale();
  const [keys] = useState(() => new IntentKeys());
  const { pending, problem, run } = useCommand<Problem>();
  const [keep, setKeep] = useState<string | null>(file.suggested_profile);
  const { counts } = file;
  const count = chosen.size > 0 ? chosen.size : counts.new + counts.changed;
  const unnamed = keep?.trim() === "";
  const number = (value: number) => joinParts(formatParts(String(value), locale, {}));
  const rows = (value: number) => `${number(value)} ${value === 1 ? "row" : "rows"}`;
  const match = etag ? { "If-Match": etag } : {};

  const commit = async () => {
    const name = keep?.trim();
    const body = {
      ...(chosen.size > 0 ? { rows: [...chosen].sort((a, b) => a - b) } : {}),
      ...(name ? { profile: { name } } : {}),
    };
    const job = await run(() =>
      toLoaded(
        browserApi.POST("/v1/imports/{id}/commit", {
          params: { path: { id: file.id }, header: { ...match, "Idempotency-Key": keys.keyFor([body, etag]) } },
          body,
        }),
      ),
    );
    if (!job) return;
    onCommitted();
    router.refresh();
  };

  const discard = async () => {
    const gone = await run(async () => {
      const done = await toDone(browserApi.DELETE("/v1/imports/{id}", { params: { path: { id: file.id }, header: match } }));
      return done.ok ? { ok: true as const, data: true } : done;
    });
    if (gone) router.push("/import");
  };

  const notes = [
    counts.duplicate > 0 ? `${rows(counts.duplicate)} already recorded` : null,
    counts.error > 0 ? `${rows(counts.error)} in error, kept for mending` : null,
    file.new_accounts.length > 0 ? `opens ${file.new_accounts.join(", ")}` : null,
    file.new_instruments.length > 0 ? `adds ${shortList(file.new_instruments)}` : null,
  ].filter((note) => note !== null);

  return (
    <div className="sticky bottom-14 z-20 mt-6 border-t bg-paper py-3 md:bottom-0">
      {problem ? (
        <div className="pb-3">
          <FormProblem title={problem.title} detail={problem.detail ?? problem.errors[0]?.detail} traceId={problem.traceId} />
        </div>
      ) : null}
      {file.suggested_profile !== null && count > 0 ? (
        <KeepProfile name={keep} suggested={file.suggested_profile} known={file.profile?.name} disabled={pending} onChange={setKeep} />
      ) : null}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <p className="min-w-0 text-13 text-muted first-letter:uppercase">{notes.join(" · ")}</p>
        <div className="flex gap-2">
          {file.state === "staged" ? (
            <Button tone="quiet" disabled={pending} onClick={() => void discard()}>
              Discard the file
            </Button>
          ) : null}
          <Button tone="primary" disabled={pending || count === 0 || unnamed} onClick={() => void commit()}>
            {pending ? "Starting…" : count === 0 ? "Nothing new to import" : `Import ${chosen.size > 0 ? "the chosen " : ""}${rows(count)}`}
          </Button>
        </div>
      </div>
    </div>
  );
}

function shortList(names: string[]): string {
  const most = 4;
  return names.length <= most ? names.join(", ") : `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}
