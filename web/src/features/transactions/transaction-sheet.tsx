"use client";

import { Copy, History, Unlink } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { browserApi } from "@/api/browser";
import { IntentKeys } from "@/api/idempotency";
import { toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import type { Transaction, TransactionTypeRule } from "@/api/types";
import { useSayDone } from "@/features/changes/public";
import { Allowed, useCan } from "@/features/permissions/public";
import { useTakeApart } from "@/features/transfers/public";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { bodyOf, type Draft, isFilled, typingProblems, wholeOf } from "./draft";
import { EffectPanel } from "./effect-panel";
import type { AccountChoice } from "./transaction-filters";
import { TransactionForm } from "./transaction-form";
import { fieldsOf, stillMissing } from "./type-rules";
import { TYPE_LABELS } from "./types";
import { useEffectPreview } from "./use-effect-preview";
import { useRemoveTransaction } from "./use-remove-transaction";

type TransactionSheetProps = {
  back: string;
  accounts: AccountChoice[];
  rules: TransactionTypeRule[];
  initial: Draft;
  edited?: { transaction: Transaction; etag?: string; copy: string };
};

export function TransactionSheet({ back, accounts, rules, initial, edited }: TransactionSheetProps) {
  const router = useRouter();
  const mayEdit = useCan()("edit_transactions");
  const formId = useId();
  const remove = useRemoveTransaction();
  const takeApart = useTakeApart();
  const sayDone = useSayDone();
  const [keys] = useState(() => new IntentKeys());
  const [draft, setDraft] = useState(initial);
  const { pending, problem, run } = useCommand<Problem>();

  const fields = fieldsOf(rules, draft.type);
  const shown = fields.fields.map(({ name }) => name);
  const currency = accounts.find((each) => each.id === draft.account)?.currency ?? "EUR";
  const body = bodyOf(draft, currency, shown, edited?.transaction);
  const typing = typingProblems(draft, shown);
  const missing = stillMissing(fields, (name) => isFilled(draft, name));
  const ready = missing.fields.length + missing.sentences.length === 0 && Object.keys(typing).length === 0 && draft.date !== "";
  const effect = useEffectPreview(ready && mayEdit ? wholeOf(body, edited?.transaction) : null, edited?.transaction.id);
  const close = () => router.replace(back, { scroll: false });

  const save = async () => {
    const saved = await run(() =>
      edited
        ? toLoaded(
            browserApi.PATCH("/v1/transactions/{id}", {
              params: { path: { id: edited.transaction.id }, ...(edited.etag ? { header: { "If-Match": edited.etag } } : {}) },
              body,
            }),
          )
        : toLoaded(browserApi.POST("/v1/transactions", { params: { header: { "Idempotency-Key": keys.keyFor(body) } }, body })),
    );
    if (!saved) return;
    keys.reset();
    close();
    router.refresh();
    await sayDone(`${TYPE_LABELS[saved.type]} ${edited ? "corrected" : "recorded"}`, { of: saved.id });
  };

  const drop = async () => {
    if (edited && (await remove(edited.transaction.id, edited.etag))) close();
  };

  const separate = async () => {
    if (edited && (await takeApart(edited.transaction.id, edited.etag))) close();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      shape="wide"
      title={!mayEdit ? "Transaction" : edited ? "Edit transaction" : "Add a transaction"}
      description={!mayEdit ? "You may look at it, but not change it." : edited ? "Saving keeps the earlier version readable." : undefined}
      footer={
        <>
          {edited ? (
            <span className="mr-auto flex gap-1">
              <Allowed to="edit_transactions">
                <Button tone="danger" onClick={() => void drop()}>
                  Delete
                </Button>
                <Button asChild tone="quiet">
                  <Link href={edited.copy} scroll={false} replace>
                    <Copy aria-hidden />
                    <span className="max-sm:sr-only">Duplicate</span>
                  </Link>
                </Button>
                {edited.transaction.joined_transaction ? (
                  <Button tone="quiet" onClick={() => void separate()}>
                    <Unlink aria-hidden />
                    <span className="max-sm:sr-only">Take apart</span>
                  </Button>
                ) : null}
              </Allowed>
              <Button asChild tone="quiet">
                <Link href={`/transactions/${edited.transaction.id}`}>
                  <History aria-hidden />
                  <span className="max-sm:sr-only">History</span>
                </Link>
              </Button>
            </span>
          ) : null}
          <Allowed to="edit_transactions" otherwise={<Button onClick={close}>Close</Button>}>
            <Button tone="quiet" onClick={close} className={edited ? "max-sm:hidden" : undefined}>
              Cancel
            </Button>
            <Button tone="primary" type="submit" form={formId} disabled={pending || accounts.length === 0}>
              {pending ? "Saving…" : edited ? "Save changes" : "Add transaction"}
            </Button>
          </Allowed>
        </>
      }
    >
      {accounts.length === 0 ? (
        <p className="py-2 text-14 text-muted">Add an account first: every transaction belongs to one.</p>
      ) : (
        <div className="grid gap-x-8 gap-y-6 pb-2 md:grid-cols-[minmax(0,1fr)_320px]">
          <fieldset disabled={!mayEdit} className="min-w-0">
            <TransactionForm
              id={formId}
              accounts={accounts}
              draft={draft}
              fields={fields}
              currency={currency}
              errors={{ ...problemsByField(effect.problem), ...problemsByField(problem), ...typing }}
              problem={problem}
              onChange={setDraft}
              onSave={() => void save()}
            />
          </fieldset>
          <Allowed to="edit_transactions">
            <EffectPanel type={draft.type} missing={missing} effect={effect} />
          </Allowed>
        </div>
      )}
    </Dialog>
  );
}
