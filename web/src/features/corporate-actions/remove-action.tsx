"use client";

import { Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import { useSayDone } from "@/features/changes/public";
import { useCan } from "@/features/permissions/public";
import { Button } from "@/ui/button";
import { useToast } from "@/ui/toast";

type RemoveActionProps = { instrument: string; action: string; name: string };

/** Removes at once and offers to take it back. */
export function RemoveAction({ instrument, action, name }: RemoveActionProps) {
  const router = useRouter();
  const can = useCan();
  const say = useToast();
  const sayDone = useSayDone();
  const [pending, setPending] = useState(false);
  if (!can("edit_prices")) return null;

  const remove = async () => {
    setPending(true);
    const removed = await toDone(
      browserApi.DELETE("/v1/instruments/{id}/corporate-actions/{action}", { params: { path: { id: instrument, action } } }),
    );
    setPending(false);
    router.refresh();
    if (removed.ok) await sayDone(`${name} removed`, { of: action });
    else say({ text: `${removed.problem.title}. It still counts.`, tone: "problem" });
  };

  return (
    <Button tone="quiet" size="small" disabled={pending} aria-label={`Remove ${name}`} onClick={() => void remove()}>
      <Trash2 aria-hidden />
      <span className="max-sm:sr-only">Remove</span>
    </Button>
  );
}
