"use client";

import { ProblemPanel } from "@/ui/problem-panel";

export default function AppError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <ProblemPanel
      title="This screen could not be shown"
      detail="Nothing you recorded is affected. Try again, or come back in a moment."
      traceId={error.digest}
      onRetry={reset}
    />
  );
}
