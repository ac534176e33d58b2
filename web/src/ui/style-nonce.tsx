"use client";

import { setNonce } from "get-nonce";

/** Overlays lock the page's scrolling by a style element; the content policy wants its nonce. */
export function StyleNonce({ nonce }: { nonce: string }) {
  if (typeof window !== "undefined" && nonce) setNonce(nonce);
  return null;
}
