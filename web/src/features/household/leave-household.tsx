"use client";

import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import { COOKIES, writeCookie } from "@/lib/cookies";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { FormProblem } from "@/ui/form-problem";

type LeaveHouseholdProps = { household: { id: string; name: string }; membership: string; isLastOwner: boolean };

export function LeaveHousehold({ household, membership, isLastOwner }: LeaveHouseholdProps) {
  const [asking, setAsking] = useState(false);
  const { pending, problem, run } = useCommand<Problem>();

  const leave = async () => {
    const left = await run(async () => {
      const done = await toDone(
        browserApi.DELETE("/v1/households/{id}/members/{member}", { params: { path: { id: household.id, member: membership } } }),
      );
      return done.ok ? { ok: true as const, data: true } : done;
    });
    if (!left) return;
    writeCookie(COOKIES.household, "");
    // A full load, so that nothing of the household stays in memory.
    window.location.assign("/dashboard");
  };

  if (isLastOwner) {
    return <p className="mt-4 text-12 text-muted">You are the only owner. Make somebody else an owner before you leave.</p>;
  }
  return (
    <>
      <Button tone="danger" className="mt-5" onClick={() => setAsking(true)}>
        Leave the household
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={`Leave ${household.name}?`}
        description="You will see nothing of it any more. What you recorded stays. To come back, you need a new invitation."
        footer={
          <>
            <Button tone="quiet" onClick={() => setAsking(false)}>
              Stay
            </Button>
            <Button tone="danger" disabled={pending} onClick={() => void leave()}>
              {pending ? "Leaving…" : "Leave"}
            </Button>
          </>
        }
      >
        {problem ? <FormProblem title={problem.title} detail={problem.detail} /> : null}
      </Dialog>
    </>
  );
}
