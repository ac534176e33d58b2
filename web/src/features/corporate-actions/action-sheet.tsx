"use client";

import { useRouter } from "next/navigation";
import { useId, useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { IntentKeys } from "@/api/idempotency";
import { toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import { useSayDone } from "@/features/changes/public";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ProblemNote } from "@/ui/form-problem";
import { ActionForm } from "./action-form";
import { type ActionDraft, actionOf, FIRST_NUMBERS, labelOf, problemsOf } from "./kinds";
import { PreviewAccounts } from "./preview-accounts";
import { useActionPreview } from "./use-action-preview";

type ActionSheetProps = { instrument: string; symbol: string; today: string; back: string };

/** Records what happened to an instrument, for every account that held it. */
export function ActionSheet({ instrument, symbol, today, back }: ActionSheetProps) {
  const router = useRouter();
  const formId = useId();
  const sayDone = useSayDone();
  const [keys] = useState(() => new IntentKeys());
  const [draft, setDraft] = useState<ActionDraft>({ kind: "split", date: today, ...FIRST_NUMBERS.split, other: null, share: "", note: "" });
  const [tried, setTried] = useState(false);
  const { pending, problem, run } = useCommand<Problem>();
  const problems = problemsOf(draft);
  const ready = Object.keys(problems).length === 0;
  const preview = useActionPreview(instrument, ready ? actionOf(draft) : null);
  const close = () => router.replace(back, { scroll: false });

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (!ready) return;
    const body = actionOf(draft);
    const saved = await run(() =>
      toLoaded(
        browserApi.POST("/v1/instruments/{id}/corporate-actions", {
          params: { path: { id: instrument }, header: { "Idempotency-Key": keys.keyFor(body) } },
          body,
        }),
      ),
    );
    if (!saved) return;
    close();
    router.refresh();
    await sayDone(`${labelOf(saved)} recorded`, { of: saved.id });
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      shape="wide"
      title={`Something happened to ${symbol}`}
      description="It is a fact of the instrument: it counts in every account that held it."
      footer={
        <>
          <Button tone="quiet" onClick={close}>
            Cancel
          </Button>
          <Button tone="primary" type="submit" form={formId} disabled={pending}>
            {pending ? "Saving…" : "Record it"}
          </Button>
        </>
      }
    >
      <div className="grid gap-x-8 gap-y-6 pb-2 md:grid-cols-[minmax(0,1fr)_320px]">
        <form id={formId} noValidate onSubmit={(event) => void save(event)} className="grid min-w-0 content-start gap-4">
          <ActionForm symbol={symbol} draft={draft} problems={tried ? problems : {}} onChange={setDraft} />
          <ProblemNote problem={problem} />
        </form>
        <PreviewAccounts state={preview} ready={ready} />
      </div>
    </Dialog>
  );
}
