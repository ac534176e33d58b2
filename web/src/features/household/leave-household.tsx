"use client";

import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import { COOKIES, writeCookie } from "@/lib/cookies";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";

type LeaveHouseholdProps = { household: { id: string; name: string }; membership: string; isLastOwner: boolean };

export function LeaveHousehold({ household, membership, isLastOwner }: LeaveHouseholdProps) {
  const [asking, setAsking] = useState(false);
  if (isLastOwner) {
    return <p className="mt-4 text-12 text-muted">You are the only owner. Make somebody else an owner before you leave.</p>;
  }
  return (
    <>
      <Button tone="danger" className="mt-5" onClick={() => setAsking(true)}>
        Leave the household
      </Button>
      {asking ? (
        <ConfirmDialog
          title={`Leave ${household.name}?`}
          action="Leave"
          pendingText="Leaving…"
          command={() =>
            toDone(browserApi.DELETE("/v1/households/{id}/members/{member}", { params: { path: { id: household.id, member: membership } } }))
          }
          onDone={() => {
            writeCookie(COOKIES.household, "");
            // A full load, so that nothing of the household stays in memory.
            window.location.assign("/dashboard");
          }}
          onClose={() => setAsking(false)}
        >
          You will see nothing of it any more. What you recorded stays. To come back, you need a new invitation.
        </ConfirmDialog>
      ) : null}
    </>
  );
}
