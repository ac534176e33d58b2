"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import type { ImportProfile } from "@/api/types";
import { RenameDialog } from "@/features/naming/public";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { Day } from "@/ui/day";
import { Quantity } from "@/ui/quantity";
import { KIND_LABELS } from "./labels";

type ProfileListProps = { profiles: ImportProfile[] };
type Asked = { profile: ImportProfile; about: "rename" | "remove" };

export function ProfileList({ profiles }: ProfileListProps) {
  const router = useRouter();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const done = () => {
    close();
    router.refresh();
  };
  const rename = (profile: ImportProfile) => (name: string) =>
    toDone(browserApi.PATCH("/v1/import-profiles/{id}", { params: { path: { id: profile.id } }, body: { name } }));

  return (
    <>
      <ul>
        {profiles.map((profile) => (
          <li key={profile.id} className="flex items-center gap-3 border-b py-2.5 last:border-0">
            <span className="min-w-0 flex-1">
              <span className="block truncate text-13 font-medium">{profile.name}</span>
              <span className="block truncate text-12 text-muted">
                {KIND_LABELS[profile.kind]} · <Quantity value={String(profile.columns.filter((column) => column.field !== null).length)} /> columns
                {profile.last_used_at ? (
                  <>
                    {" "}
                    · used <Day date={profile.last_used_at.slice(0, 10)} />
                  </>
                ) : (
                  " · not used yet"
                )}
              </span>
            </span>
            <Button size="icon" tone="quiet" aria-label={`Rename ${profile.name}`} onClick={() => setAsked({ profile, about: "rename" })}>
              <Pencil aria-hidden />
            </Button>
            <Button size="icon" tone="quiet" aria-label={`Forget ${profile.name}`} onClick={() => setAsked({ profile, about: "remove" })}>
              <Trash2 aria-hidden />
            </Button>
          </li>
        ))}
      </ul>
      {asked?.about === "rename" ? (
        <RenameDialog title="Rename the profile" name={asked.profile.name} maxLength={60} rename={rename(asked.profile)} onDone={done} onClose={close} />
      ) : null}
      {asked?.about === "remove" ? (
        <ConfirmDialog
          title={`Forget ${asked.profile.name}?`}
          action="Forget it"
          pendingText="Forgetting…"
          command={async () => {
            const removed = await toDone(browserApi.DELETE("/v1/import-profiles/{id}", { params: { path: { id: asked.profile.id } } }));
            return removed.ok ? { ok: true as const, data: true } : removed;
          }}
          onDone={done}
          onClose={close}
        >
          The next file like it is read as if it were the first. What was imported with it stays.
        </ConfirmDialog>
      ) : null}
    </>
  );
}
