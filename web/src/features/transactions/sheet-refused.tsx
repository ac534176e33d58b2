"use client";

import { useRouter } from "next/navigation";
import type { Problem } from "@/api/problem";
import { Dialog } from "@/ui/dialog";
import { ProblemPanel } from "@/ui/problem-panel";

type SheetRefusedProps = { back: string; problem: Problem };

/** Why the editor cannot be opened. */
export function SheetRefused({ back, problem }: SheetRefusedProps) {
  const router = useRouter();
  return (
    <Dialog open onOpenChange={() => router.replace(back, { scroll: false })} shape="wide" title="Transaction">
      <ProblemPanel title={problem.title} detail={problem.detail} traceId={problem.traceId} />
    </Dialog>
  );
}
