"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { FormProblem } from "@/ui/form-problem";

type RemoveMemberProps = { household: { id: string; name: string }; member: { id: string; name: string } };

export function RemoveMember({ household, member }: RemoveMemberProps) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const { pending, problem, run } = useCommand<Problem>();

  const remove = async () => {
    const removed = await run(async () => {
      const done = await toDone(
        browserApi.DELETE("/v1/households/{id}/members/{member}", { params: { path: { id: household.id, member: member.id } } }),
      );
      return done.ok ? { ok: true as const, data: true } : done;
    });
    if (!removed) return;
    router.replace("/settings/people");
    router.refresh();
  };

  return (
    <>
      <Button tone="danger" onClick={() => setAsking(true)}>
        Remove {member.name}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={`Remove ${member.name}?`}
        description={`They see nothing of ${household.name} any more, at once and everywhere. What they recorded stays.`}
        footer={
          <>
            <Button tone="quiet" onClick={() => setAsking(false)}>
              Cancel
            </Button>
            <Button tone="danger" disabled={pending} onClick={() => void remove()}>
              {pending ? "Removing…" : "Remove"}
            </Button>
          </>
        }
      >
        {problem ? <FormProblem title={problem.title} detail={problem.detail} /> : null}
      </Dialog>
    </>
  );
}
