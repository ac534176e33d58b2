"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import type { CreatedApiKey } from "@/api/types";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";
import { NewKeyDialog } from "./new-key-dialog";
import { SettingRow } from "./setting-row";

export type ShownKey = { id: string; name: string; beginning: string; scopes: string[]; expires: string; lastUsed: string | null };

type Open = { kind: "new" } | { kind: "made"; key: CreatedApiKey } | { kind: "revoke"; key: ShownKey } | null;

export function KeysPanel({ keys }: { keys: ShownKey[] }) {
  const router = useRouter();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);

  const made = (key: CreatedApiKey) => {
    setOpen({ kind: "made", key });
    router.refresh();
  };
  const revoked = () => {
    close();
    router.refresh();
  };
  const revoke = (id: string) => () => toDone(browserApi.DELETE("/v1/me/api-keys/{id}", { params: { path: { id } } }));

  return (
    <div className="grid gap-5">
      {keys.length === 0 ? <p className="text-13 text-muted">None yet.</p> : null}
      {keys.length > 0 ? (
        <ul aria-label="Your API keys" className="grid gap-5">
          {keys.map((key) => (
            <li key={key.id}>
              <SettingRow
                title={key.name}
                state={<code className="text-12 text-muted">{key.beginning}…</code>}
                note={
                  <>
                    {key.scopes.join("; ")}
                    <br />
                    Good until {key.expires}; {key.lastUsed ? `last used ${key.lastUsed}` : "not used yet"}
                  </>
                }
                actions={
                  <Button size="small" aria-label={`Revoke ${key.name}`} onClick={() => setOpen({ kind: "revoke", key })}>
                    Revoke
                  </Button>
                }
              />
            </li>
          ))}
        </ul>
      ) : null}
      <Button size="small" className="justify-self-start" onClick={() => setOpen({ kind: "new" })}>
        <Plus aria-hidden />
        Make a key
      </Button>
      {open?.kind === "new" ? <NewKeyDialog onMade={made} onClose={close} /> : null}
      {open?.kind === "made" ? <MadeKeyDialog created={open.key} onKept={close} /> : null}
      {open?.kind === "revoke" ? (
        <ConfirmDialog title={`Revoke ${open.key.name}?`} action="Revoke" pendingText="Revoking…" command={revoke(open.key.id)} onDone={revoked} onClose={close}>
          Programs that use it are refused within a second.
        </ConfirmDialog>
      ) : null}
    </div>
  );
}

function MadeKeyDialog({ created, onKept }: { created: CreatedApiKey; onKept: () => void }) {
  return (
    <Dialog
      open
      closing="chosen"
      onOpenChange={onKept}
      title="Keep this key"
      description="It is shown here and never again. Treat it like a password."
      footer={
        <Button tone="primary" onClick={onKept}>
          I have kept it
        </Button>
      }
    >
      <div className="grid gap-4">
        <code aria-label="The key" className="rounded-control border bg-paper p-4 text-13 break-all select-all">
          {created.token}
        </code>
        <span>
          <CopyButton text={created.token} label="Copy the key" />
        </span>
      </div>
    </Dialog>
  );
}
