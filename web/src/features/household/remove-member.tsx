"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";

type RemoveMemberProps = { household: { id: string; name: string }; member: { id: string; name: string } };

export function RemoveMember({ household, member }: RemoveMemberProps) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button tone="danger" className="max-w-full min-w-0" onClick={() => setAsking(true)}>
        <span className="truncate">Remove {member.name}</span>
      </Button>
      {asking ? (
        <ConfirmDialog
          title={`Remove ${member.name}?`}
          action="Remove"
          pendingText="Removing…"
          command={() =>
            toDone(browserApi.DELETE("/v1/households/{id}/members/{member}", { params: { path: { id: household.id, member: member.id } } }))
          }
          onDone={() => {
            router.replace("/settings/people");
            router.refresh();
          }}
          onClose={() => setAsking(false)}
        >
          They see nothing of {household.name} any more, at once and everywhere. What they recorded stays.
        </ConfirmDialog>
      ) : null}
    </>
  );
}
