"use client";

import { Check, Clock } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import type { AccountEmail } from "@/api/types";
import { ResendButton } from "@/features/auth/public";
import { useCommand } from "@/lib/use-command";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { ProblemNote } from "@/ui/form-problem";
import { ChangeEmailDialog } from "./change-email-dialog";
import { SettingRow } from "./setting-row";

export function EmailPanel({ account }: { account: AccountEmail }) {
  const router = useRouter();
  const [changing, setChanging] = useState(false);
  const changed = () => {
    setChanging(false);
    router.refresh();
  };
  return (
    <div className="grid gap-5">
      <SettingRow
        title={<span className="break-all">{account.email}</span>}
        state={account.verified_at ? <Badge tone="gain">Confirmed</Badge> : <Badge tone="warning">Not confirmed</Badge>}
        note={account.verified_at ? null : "Open the link in the mail that we sent you. Until then invitations, further households and API keys wait."}
        actions={
          <Button size="small" onClick={() => setChanging(true)}>
            Change
          </Button>
        }
      />
      {account.verified_at ? null : <ResendButton />}
      {account.change ? <PendingChange change={account.change} old={account.email} asksOld={account.verified_at !== null} /> : null}
      {changing ? <ChangeEmailDialog onChanged={changed} onClose={() => setChanging(false)} /> : null}
    </div>
  );
}

type PendingChangeProps = { change: NonNullable<AccountEmail["change"]>; old: string; asksOld: boolean };

function PendingChange({ change, old, asksOld }: PendingChangeProps) {
  const router = useRouter();
  const { pending, problem, run } = useCommand<Problem>();
  const end = async () => {
    if (await run(() => toDone(browserApi.DELETE("/v1/me/email/change")))) router.refresh();
  };
  return (
    <section aria-label="Change of address under way" className="grid gap-3 rounded-control bg-raised p-4 text-13">
      <p>
        It is to become <span className="font-medium break-all">{change.email}</span>. Open the link in each mail within a day.
      </p>
      <ul className="grid gap-1.5">
        {asksOld ? <Confirmed address={old} done={change.confirmed_by_old} /> : null}
        <Confirmed address={change.email} done={change.confirmed_by_new} />
      </ul>
      <ProblemNote problem={problem} />
      <Button size="small" className="justify-self-start" disabled={pending} onClick={() => void end()}>
        Call it off
      </Button>
    </section>
  );
}

function Confirmed({ address, done }: { address: string; done: boolean }) {
  const Mark = done ? Check : Clock;
  return (
    <li className="flex items-center gap-2">
      <Mark aria-hidden className={done ? "size-4 shrink-0 text-gain" : "size-4 shrink-0 text-muted"} />
      <span className="min-w-0 break-all">{address}</span>
      <span className="shrink-0 text-muted">{done ? "has confirmed" : "has still to confirm"}</span>
    </li>
  );
}
