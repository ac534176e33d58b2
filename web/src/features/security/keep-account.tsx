"use client";

import { useRouter } from "next/navigation";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { ProblemNote } from "@/ui/form-problem";

export function KeepAccount() {
  const router = useRouter();
  const { pending, problem, run } = useCommand<Problem>();
  const keep = async () => {
    if (await run(() => toDone(browserApi.DELETE("/v1/me/deletion")))) router.refresh();
  };
  return (
    <div className="grid gap-2">
      <Button disabled={pending} onClick={() => void keep()}>
        {pending ? "One moment…" : "Keep my account"}
      </Button>
      <ProblemNote problem={problem} />
    </div>
  );
}
