"use client";

import { useEffect, useState } from "react";

/** Seconds until a moment (milliseconds since 1970); 0 once it has come, or where there is none. */
export function useCountdown(until: number | undefined): number {
  const [now, setNow] = useState(0);

  useEffect(() => {
    if (until === undefined) return;
    const tick = () => setNow(Date.now());
    const first = setTimeout(tick);
    const timer = setInterval(tick, 500);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [until]);

  if (until === undefined) return 0;
  // Before the first tick the clock is unknown: the wait has not ended.
  return now === 0 ? 1 : Math.max(0, Math.ceil((until - now) / 1000));
}

/** 65 is 1:05. */
export function clockText(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
