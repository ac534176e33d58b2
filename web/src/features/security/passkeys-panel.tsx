"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import type { Passkey } from "@/api/types";
import { RenameDialog } from "@/features/naming/public";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { Day } from "@/ui/day";
import { NewPasskeyDialog } from "./new-passkey-dialog";
import { RecoveryCodesDialog } from "./recovery-codes-dialog";
import { SettingRow } from "./setting-row";

type Open = { kind: "add" } | { kind: "rename" | "remove"; passkey: Passkey } | null;

export function PasskeysPanel({ passkeys }: { passkeys: Passkey[] }) {
  const router = useRouter();
  const [open, setOpen] = useState<Open>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const close = () => setOpen(null);

  const changed = () => {
    close();
    router.refresh();
  };
  const added = (fresh: string[]) => {
    changed();
    if (fresh.length > 0) setCodes(fresh);
  };
  const rename = (passkey: Passkey) => (name: string) =>
    toDone(browserApi.PATCH("/v1/me/mfa/passkeys/{id}", { params: { path: { id: passkey.id } }, body: { name } }));
  const remove = (passkey: Passkey) => () =>
    toDone(browserApi.DELETE("/v1/me/mfa/passkeys/{id}", { params: { path: { id: passkey.id } } }));

  return (
    <div className="grid gap-4">
      {passkeys.length === 0 ? <p className="text-13 text-muted">None yet.</p> : null}
      {passkeys.length > 0 ? (
        <ul aria-label="Your passkeys" className="grid gap-4">
          {passkeys.map((passkey) => (
            <li key={passkey.id}>
              <SettingRow
                title={passkey.name}
                state={passkey.backup_eligible ? <Badge>Synced</Badge> : null}
                note={<PasskeyDates passkey={passkey} />}
                actions={
                  <>
                    <Button size="small" tone="quiet" aria-label={`Rename ${passkey.name}`} onClick={() => setOpen({ kind: "rename", passkey })}>
                      Rename
                    </Button>
                    <Button size="small" aria-label={`Remove ${passkey.name}`} onClick={() => setOpen({ kind: "remove", passkey })}>
                      Remove
                    </Button>
                  </>
                }
              />
            </li>
          ))}
        </ul>
      ) : null}
      <Button size="small" className="justify-self-start" onClick={() => setOpen({ kind: "add" })}>
        <Plus aria-hidden />
        Add a passkey
      </Button>
      {open?.kind === "add" ? <NewPasskeyDialog onAdded={added} onClose={close} /> : null}
      {open?.kind === "rename" ? (
        <RenameDialog title="Rename the passkey" name={open.passkey.name} maxLength={100} rename={rename(open.passkey)} onDone={changed} onClose={close} />
      ) : null}
      {open?.kind === "remove" ? (
        <ConfirmDialog title={`Remove ${open.passkey.name}?`} action="Remove" pendingText="Removing…" command={remove(open.passkey)} onDone={changed} onClose={close}>
          It opens your account no more. Delete it on the device too, or it will go on being offered there.
        </ConfirmDialog>
      ) : null}
      {codes ? <RecoveryCodesDialog codes={codes} onKept={() => setCodes(null)} /> : null}
    </div>
  );
}

function PasskeyDates({ passkey }: { passkey: Passkey }) {
  return (
    <>
      Added <Day date={passkey.created_at.slice(0, 10)} />
      {passkey.last_used_at ? (
        <>
          , last used <Day date={passkey.last_used_at.slice(0, 10)} />
        </>
      ) : (
        ", not used yet"
      )}
    </>
  );
}
