"use client";

import { useRouter } from "next/navigation";
import { useId, useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { IntentKeys } from "@/api/idempotency";
import { toDone, toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import type { Account } from "@/api/types";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { ProblemNote } from "@/ui/form-problem";
import { accountPatch, newAccount } from "./account-body";
import { AccountFields } from "./account-fields";

type AccountSheetProps = {
  back: string;
  currency: string;
  others: { id: string; name: string }[];
  edited?: { account: Account; etag?: string };
};

export function AccountSheet({ back, currency, others, edited }: AccountSheetProps) {
  const router = useRouter();
  const formId = useId();
  const [keys] = useState(() => new IntentKeys());
  const { pending, problem, run } = useCommand<Problem>();
  const errors = problemsByField(problem);
  const close = () => router.replace(back, { scroll: false });
  const match = edited?.etag ? { header: { "If-Match": edited.etag } } : {};

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const saved = await run(() => {
      if (edited) {
        const params = { path: { id: edited.account.id }, ...match };
        return toLoaded(browserApi.PATCH("/v1/accounts/{id}", { params, body: accountPatch(form) }));
      }
      const body = newAccount(form);
      return toLoaded(browserApi.POST("/v1/accounts", { params: { header: { "Idempotency-Key": keys.keyFor(body) } }, body }));
    });
    if (!saved) return;
    router.replace(edited ? back : `/accounts/${saved.id}`, { scroll: false });
    router.refresh();
  };

  const remove = async () => {
    if (!edited) return;
    const { id } = edited.account;
    const removed = await run(() => toDone(browserApi.DELETE("/v1/accounts/{id}", { params: { path: { id }, ...match } })));
    if (!removed) return;
    router.replace("/accounts");
    router.refresh();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      shape="sheet"
      title={edited ? "Edit account" : "Add an account"}
      footer={
        <>
          {edited?.account.transaction_count === 0 ? (
            <Button tone="danger" className="mr-auto" disabled={pending} onClick={() => void remove()}>
              Delete
            </Button>
          ) : null}
          <Button tone="quiet" onClick={close}>
            Cancel
          </Button>
          <Button tone="primary" type="submit" form={formId} disabled={pending}>
            {pending ? "Saving…" : edited ? "Save changes" : "Add account"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="grid gap-4 pb-2">
        <AccountFields account={edited?.account} currency={currency} others={others} errors={errors} />
        <ProblemNote problem={problem} />
      </form>
    </Dialog>
  );
}
