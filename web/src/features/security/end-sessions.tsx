"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { ProblemNote } from "@/ui/form-problem";

export function EndSession({ id, device }: { id: string; device: string }) {
  const router = useRouter();
  const { pending, problem, run } = useCommand<Problem>();

  const end = async () => {
    const ended = await run(() => toDone(browserApi.DELETE("/v1/me/sessions/{id}", { params: { path: { id } } })));
    if (ended) router.refresh();
  };

  return (
    <div className="grid gap-2">
      <Button size="small" disabled={pending} aria-label={`Sign out ${device}`} onClick={() => void end()}>
        {pending ? "Signing out…" : "Sign out"}
      </Button>
      <ProblemNote problem={problem} />
    </div>
  );
}

export function EndOtherSessions({ count }: { count: number }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);

  const done = () => {
    setAsking(false);
    router.refresh();
  };

  return (
    <>
      <Button size="small" className="justify-self-start" onClick={() => setAsking(true)}>
        Sign out all other devices
      </Button>
      {asking ? (
        <ConfirmDialog
          title={count === 1 ? "Sign out the other device?" : `Sign out ${count} other devices?`}
          action="Sign them out"
          pendingText="Signing out…"
          command={() => toDone(browserApi.DELETE("/v1/me/sessions"))}
          onDone={done}
          onClose={() => setAsking(false)}
        >
          This one stays signed in. If you do not know one of the others, change your password too.
        </ConfirmDialog>
      ) : null}
    </>
  );
}
