"use client";

import { useEffect, useState } from "react";
import { browserApi } from "@/api/browser";
import { type Loaded, toLoaded } from "@/api/loaded";
import type { StepUp } from "@/api/types";
import { Dialog } from "@/ui/dialog";
import { ProblemNote } from "@/ui/form-problem";
import { Skeleton } from "@/ui/skeleton";
import { passkeyForStepUp, stepUp } from "./commands";
import { ProofForm } from "./proof-form";

export function StepUpDialog({ onSettled }: { onSettled: (proved: boolean) => void }) {
  const [state, setState] = useState<Loaded<StepUp> | null>(null);

  useEffect(() => {
    let gone = false;
    void toLoaded(browserApi.GET("/v1/auth/step-up")).then((loaded) => {
      if (!gone) setState(loaded);
    });
    return () => {
      gone = true;
    };
  }, []);

  return (
    <Dialog
      open
      onOpenChange={() => onSettled(false)}
      title="Is it you?"
      description="This is about the safety of your account, so show once more that it is you."
    >
      <div className="pt-1">
        {state === null ? <Skeleton className="h-44" /> : null}
        {state && !state.ok ? <ProblemNote problem={state.problem} /> : null}
        {state?.ok ? (
          <ProofForm ways={state.data.ways} action="Confirm" askForPasskey={passkeyForStepUp} send={stepUp} onProved={() => onSettled(true)} />
        ) : null}
      </div>
    </Dialog>
  );
}
