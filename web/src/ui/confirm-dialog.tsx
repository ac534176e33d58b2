"use client";

import type { ReactNode } from "react";
import { useCommand } from "@/lib/use-command";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { ProblemNote } from "./form-problem";

type Refusal = { title: string; detail?: string; status: number; traceId?: string };
type Outcome<T> = { ok: true; data: T } | { ok: false; problem: Refusal };

type ConfirmDialogProps<T> = {
  title: string;
  /** What will be so afterwards. */
  children: ReactNode;
  action: string;
  pendingText: string;
  command: () => Promise<Outcome<T>>;
  onDone: (data: T) => void;
  onClose: () => void;
};

/** Asks before something that cannot be undone, and does it. */
export function ConfirmDialog<T>({ title, children, action, pendingText, command, onDone, onClose }: ConfirmDialogProps<T>) {
  const { pending, problem, run } = useCommand<Refusal>();

  const confirm = async () => {
    const done = await run(command);
    if (done !== null) onDone(done);
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={title}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button tone="danger" disabled={pending} onClick={() => void confirm()}>
            {pending ? pendingText : action}
          </Button>
        </>
      }
    >
      <div className="grid gap-4 text-14 text-muted">
        <div>{children}</div>
        <ProblemNote problem={problem} />
      </div>
    </Dialog>
  );
}
