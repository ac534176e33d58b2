"use client";

import { useEffect, useState } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import type { Job } from "@/api/types";

const FIRST_LOOK_MS = 250;
const SLOWEST_LOOK_MS = 3000;

/** Looks at a job until it ends, less often the longer it takes; a lost answer is asked for again. */
export function useJob(id: string | null, onEnded: () => void): Job | null {
  const [job, setJob] = useState<Job | null>(null);

  useEffect(() => {
    if (!id) return;
    let timer: ReturnType<typeof setTimeout>;
    let stopped = false;
    const look = async (wait: number) => {
      const loaded = await toLoaded(browserApi.GET("/v1/jobs/{id}", { params: { path: { id } } }));
      if (stopped) return;
      if (loaded.ok) {
        setJob(loaded.data);
        if (loaded.data.state === "succeeded" || loaded.data.state === "failed") {
          onEnded();
          return;
        }
      }
      timer = setTimeout(() => void look(Math.min(wait * 1.4, SLOWEST_LOOK_MS)), wait);
    };
    timer = setTimeout(() => void look(FIRST_LOOK_MS), FIRST_LOOK_MS);
    return () => {
      stopped = true;
      clearTimeout(timer);
    };
  }, [id, onEnded]);

  return job;
}
