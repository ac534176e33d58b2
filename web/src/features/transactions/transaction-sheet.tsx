"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { browserApi } from "@/api/browser";
import { IntentKeys } from "@/api/idempotency";
import { toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import type { InstrumentReference, NewTransaction, Transaction } from "@/api/types";
import { Allowed, useCan } from "@/features/permissions/public";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import type { AccountChoice } from "./transaction-filters";
import { TransactionForm } from "./transaction-form";
import { useRemoveTransaction } from "./use-remove-transaction";

type TransactionSheetProps = {
  back: string;
  accounts: AccountChoice[];
  account?: string;
  edited?: { transaction: Transaction; etag?: string };
  instrument?: InstrumentReference;
};

export function TransactionSheet({ back, accounts, account, edited, instrument }: TransactionSheetProps) {
  const router = useRouter();
  const can = useCan();
  const formId = useId();
  const remove = useRemoveTransaction();
  const [keys] = useState(() => new IntentKeys());
  const { pending, problem, run } = useCommand<Problem>();

  const close = () => router.replace(back, { scroll: false });

  const save = async (body: NewTransaction) => {
    const saved = await run(() =>
      edited
        ? toLoaded(
            browserApi.PATCH("/v1/transactions/{id}", {
              params: {
                path: { id: edited.transaction.id },
                ...(edited.etag ? { header: { "If-Match": edited.etag } } : {}),
              },
              body,
            }),
          )
        : toLoaded(
            browserApi.POST("/v1/transactions", {
              params: { header: { "Idempotency-Key": keys.keyFor(body) } },
              body,
            }),
          ),
    );
    if (!saved) return;
    keys.reset();
    close();
    router.refresh();
  };

  const drop = async () => {
    if (edited && (await remove(edited.transaction.id, edited.etag))) close();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      shape="sheet"
      title={!can("edit_transactions") ? "Transaction" : edited ? "Edit transaction" : "Add a transaction"}
      description={!can("edit_transactions") ? "You may look at it, but not change it." : edited ? "Saving keeps the earlier version readable." : undefined}
      footer={
        <Allowed to="edit_transactions" otherwise={<Button onClick={close}>Close</Button>}>
          {edited ? (
            <Button tone="danger" className="mr-auto" onClick={() => void drop()}>
              Delete
            </Button>
          ) : null}
          <Button tone="quiet" onClick={close}>
            Cancel
          </Button>
          <Button tone="primary" type="submit" form={formId} disabled={pending || accounts.length === 0}>
            {pending ? "Saving…" : edited ? "Save changes" : "Add transaction"}
          </Button>
        </Allowed>
      }
    >
      <fieldset disabled={!can("edit_transactions")} className="min-w-0">
        <TransactionForm
          id={formId}
          accounts={accounts}
          account={account}
          transaction={edited?.transaction}
          instrument={instrument}
          problem={problem}
          onSave={(body) => void save(body)}
        />
      </fieldset>
    </Dialog>
  );
}
