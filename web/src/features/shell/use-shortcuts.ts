"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { useCan } from "@/features/permissions/public";
import { navFor, SETTINGS } from "./nav";

type Handlers = { palette: () => void; keys: () => void };

const SEQUENCE_MS = 1200;

/** `g d` and its like, `/`, `?`, `n`, and the usual modifier with K. Silent while someone types. */
export function useShortcuts({ palette, keys }: Handlers): void {
  const router = useRouter();
  const can = useCan();
  const leader = useRef(-Infinity);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && event.key.toLowerCase() === "k") {
        event.preventDefault();
        palette();
        return;
      }
      if (event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target) || isOverlayOpen()) return;
      const afterLeader = event.timeStamp - leader.current < SEQUENCE_MS;
      leader.current = event.key === "g" ? event.timeStamp : -Infinity;
      if (afterLeader) {
        const item = [...navFor(can), SETTINGS].find((each) => each.key === event.key);
        if (item) {
          event.preventDefault();
          router.push(item.href);
        }
        return;
      }
      const plain: Record<string, () => void> = {
        "/": palette,
        "?": keys,
        ...(can("edit_transactions") ? { n: () => router.push("/transactions?sheet=new") } : {}),
      };
      const run = plain[event.key];
      if (run) {
        event.preventDefault();
        run();
      }
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [router, can, palette, keys]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function isOverlayOpen(): boolean {
  return document.querySelector('[role="dialog"], [role="menu"]') !== null;
}
