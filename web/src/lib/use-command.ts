"use client";

import { useCallback, useState } from "react";

type Outcome<T, P> = { ok: true; data: T } | { ok: false; problem: P };

/** Runs one command at a time, remembers why it was refused, and hands the result on. */
export function useCommand<P>() {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<P | null>(null);

  const run = useCallback(async <T,>(command: () => Promise<Outcome<T, P>>): Promise<T | null> => {
    setPending(true);
    setProblem(null);
    const outcome = await command();
    setPending(false);
    if (outcome.ok) return outcome.data;
    setProblem(outcome.problem);
    return null;
  }, []);

  return { pending, problem, run };
}
