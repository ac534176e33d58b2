"use client";

import { useEffect, useRef } from "react";
import type { Loaded } from "@/api/loaded";
import type { Me } from "@/api/types";
import { enterWithPasskey, passkeyOptions } from "./commands";
import { askForPasskey, canFillPasskeys } from "./passkey";

/**
 * The browser offers passkeys in the list under the e-mail field. Returns how to end the offer: a browser takes one
 * question at a time.
 */
export function useOfferedPasskey(onEntered: (entered: Loaded<Me>) => void): () => void {
  const abort = useRef<AbortController | null>(null);
  const entered = useRef(onEntered);

  useEffect(() => {
    entered.current = onEntered;
  });

  useEffect(() => {
    const controller = new AbortController();
    abort.current = controller;
    void offer(controller.signal, (outcome) => entered.current(outcome));
    return () => controller.abort();
  }, []);

  return () => abort.current?.abort();
}

/** A challenge is good for a while only, so the offer is made anew before it ends. */
async function offer(signal: AbortSignal, onEntered: (entered: Loaded<Me>) => void): Promise<void> {
  if (!(await canFillPasskeys())) return;
  while (!signal.aborted) {
    const options = await passkeyOptions();
    if (!options.ok || signal.aborted) return;
    const late = AbortSignal.timeout(options.data.timeout_ms * 0.9);
    const answer = await askForPasskey(options.data, { mediation: "conditional", signal: AbortSignal.any([signal, late]) });
    if (answer.ok) return onEntered(await enterWithPasskey(answer.data));
    if (!late.aborted) return;
  }
}
