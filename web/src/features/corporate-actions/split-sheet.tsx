"use client";

import { useRouter } from "next/navigation";
import { useId, useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { IntentKeys } from "@/api/idempotency";
import { toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ProblemNote } from "@/ui/form-problem";
import { newSplit, problemsOf, type SplitKind, splitOf } from "./kinds";
import { PreviewAccounts } from "./preview-accounts";
import { SplitForm } from "./split-form";
import { useSplitPreview } from "./use-split-preview";

type SplitSheetProps = {
  kind: SplitKind;
  instrument: { id: string; symbol: string; currency: string };
  /** The accounts in which it was ever booked. */
  accounts: readonly string[];
  today: string;
  back: string;
};

/** Records a split for every account that held the instrument. */
export function SplitSheet({ kind, instrument, accounts, today, back }: SplitSheetProps) {
  const router = useRouter();
  const formId = useId();
  const [keys] = useState(() => new IntentKeys());
  const [draft, setDraft] = useState(() => newSplit(kind, today));
  const [tried, setTried] = useState(false);
  const { pending, problem, run } = useCommand<Problem>();
  const problems = problemsOf(draft);
  const ready = Object.keys(problems).length === 0;
  const where = { instrument: instrument.id, currency: instrument.currency, accounts };
  const preview = useSplitPreview(where, ready ? splitOf(draft) : null);
  const close = () => router.replace(back, { scroll: false });

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (!ready) return;
    const body = splitOf(draft);
    const params = { path: { id: instrument.id }, header: { "Idempotency-Key": keys.keyFor(body) } };
    const saved = await run(() => toLoaded(browserApi.POST("/v1/instruments/{id}/corporate-actions", { params, body })));
    if (!saved) return;
    close();
    router.refresh();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      shape="wide"
      title={kind === "split" ? `${instrument.symbol} became several` : `Several ${instrument.symbol} became one`}
      description="Told once, it counts in every account that held it. It stays once it is recorded, so look at before and after first."
      footer={
        <>
          <Button tone="quiet" onClick={close}>
            Cancel
          </Button>
          <Button tone="primary" type="submit" form={formId} disabled={pending}>
            {pending ? "Saving…" : "Record the split"}
          </Button>
        </>
      }
    >
      <div className="grid gap-x-8 gap-y-6 pb-2 md:grid-cols-[minmax(0,1fr)_320px]">
        <form id={formId} noValidate onSubmit={(event) => void save(event)} className="grid min-w-0 content-start gap-5">
          <SplitForm symbol={instrument.symbol} draft={draft} problems={tried ? problems : {}} onChange={setDraft} />
          <ProblemNote problem={problem} />
        </form>
        <PreviewAccounts state={preview} ready={ready} />
      </div>
    </Dialog>
  );
}
