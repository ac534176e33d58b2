"use client";

import { useRouter } from "next/navigation";
import { useId, useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { IntentKeys } from "@/api/idempotency";
import { toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import type { CorporateAction } from "@/api/types";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ProblemNote } from "@/ui/form-problem";
import { ActionForm } from "./action-form";
import { type ActionKind, actionOf, draftOf, happeningOf, newDraft, patchOf, problemsOf } from "./kinds";
import { PreviewAccounts } from "./preview-accounts";
import { useActionPreview } from "./use-action-preview";

type ActionSheetProps = {
  kind: ActionKind;
  instrument: { id: string; symbol: string; currency: string };
  today: string;
  back: string;
  /** What stands and is changed; absent, it is told for the first time. */
  changed?: { action: CorporateAction; etag: string | null };
};

/** Tells a corporate action for every account that holds the instrument, or corrects one. */
export function ActionSheet({ kind, instrument, today, back, changed }: ActionSheetProps) {
  const router = useRouter();
  const formId = useId();
  const [keys] = useState(() => new IntentKeys());
  const [draft, setDraft] = useState(() => (changed ? draftOf(changed.action) : newDraft(kind, today)));
  const [tried, setTried] = useState(false);
  const { pending, problem, run } = useCommand<Problem>();
  const problems = problemsOf(kind, draft);
  const ready = Object.keys(problems).length === 0;
  const preview = useActionPreview(instrument.id, ready ? actionOf(kind, draft) : null, changed?.action.id);
  const close = () => router.replace(back, { scroll: false });

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (!ready) return;
    const body = actionOf(kind, draft);
    const saved = await run(() =>
      toLoaded(
        changed
          ? browserApi.PATCH("/v1/instruments/{id}/corporate-actions/{action}", {
              params: { path: { id: instrument.id, action: changed.action.id }, ...(changed.etag ? { header: { "If-Match": changed.etag } } : {}) },
              body: patchOf(body),
            })
          : browserApi.POST("/v1/instruments/{id}/corporate-actions", { params: { path: { id: instrument.id }, header: { "Idempotency-Key": keys.keyFor(body) } }, body }),
      ),
    );
    if (!saved) return;
    close();
    router.refresh();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      shape="wide"
      title={happeningOf(kind).title(instrument.symbol)}
      description="Told once, it counts in every account that holds it. Look at before and after first; it can be taken back."
      footer={
        <>
          <Button tone="quiet" onClick={close}>
            Cancel
          </Button>
          <Button tone="primary" type="submit" form={formId} disabled={pending}>
            {pending ? "Saving…" : changed ? "Save the change" : "Record it"}
          </Button>
        </>
      }
    >
      <div className="grid gap-x-8 gap-y-6 pb-2 md:grid-cols-[minmax(0,1fr)_320px]">
        <form id={formId} noValidate onSubmit={(event) => void save(event)} className="grid min-w-0 content-start gap-5">
          <ActionForm kind={kind} symbol={instrument.symbol} currency={instrument.currency} draft={draft} problems={tried ? problems : {}} onChange={setDraft} />
          <ProblemNote problem={problem} />
        </form>
        <PreviewAccounts state={preview} ready={ready} />
      </div>
    </Dialog>
  );
}
