"use client";

import { ChevronLeft } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { Loaded } from "@/api/loaded";
import type { Explanation } from "@/api/types";
import { Day } from "@/ui/day";
import { Dialog } from "@/ui/dialog";
import { Button } from "@/ui/button";
import { ProblemPanel } from "@/ui/problem-panel";
import { SkeletonRows } from "@/ui/skeleton-rows";
import { askTrail, type TrailOf, type TrailReport, type TrailScope } from "./question";
import { TrailStep } from "./trail-step";

type TrailPanelProps = { scope: TrailScope; report: TrailReport; of: TrailOf; label: string; onClose: () => void };

/** From the figure down to what is stored, one step at a time: each with its sum written out. */
export function TrailPanel({ scope, report, of, label, onClose }: TrailPanelProps) {
  const [path, setPath] = useState<(number | undefined)[]>([undefined]);
  const [steps, setSteps] = useState<Map<number | undefined, Loaded<Explanation>>>(new Map());
  const [again, setAgain] = useState(0);
  const top = useRef<HTMLDivElement>(null);
  const node = path.at(-1);
  const step = steps.get(node);

  useEffect(() => {
    let wanted = true;
    if (steps.get(node)?.ok) return;
    void askTrail(scope, report, of, node).then((loaded) => {
      if (wanted) setSteps((before) => new Map(before).set(node, loaded));
    });
    return () => {
      wanted = false;
    };
    // A step that came is kept for the way back; `again` repeats one that was refused.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [node, again]);

  const go = useCallback((next: (number | undefined)[]) => {
    setPath(next);
    top.current?.focus();
    top.current?.scrollIntoView({ block: "start" });
  }, []);

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      shape="sheet"
      title={label}
      description={
        step?.ok ? (
          <>
            <Day date={step.data.from} /> – <Day date={step.data.to} /> · {step.data.total_nodes === 1 ? "1 step" : `${step.data.total_nodes} steps`} in all
          </>
        ) : (
          "How this figure came about"
        )
      }
    >
      <div ref={top} tabIndex={-1} className="outline-none">
        {path.length > 1 ? (
          <Button tone="quiet" size="small" className="mb-2 -ml-2 px-2" onClick={() => go(path.slice(0, -1))}>
            <ChevronLeft aria-hidden />
            One step up
          </Button>
        ) : null}
        {!step ? (
          <SkeletonRows rows={5} label="Loading the trail" />
        ) : step.ok ? (
          <TrailStep explanation={step.data} onDown={(id) => go([...path, id])} onLeave={onClose} />
        ) : (
          <ProblemPanel
            title={step.problem.title}
            detail={step.problem.detail}
            traceId={step.problem.traceId}
            onRetry={() => {
              setSteps((before) => new Map([...before].filter(([key]) => key !== node)));
              setAgain((count) => count + 1);
            }}
          />
        )}
      </div>
    </Dialog>
  );
}
