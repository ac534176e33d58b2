"use client";

import { Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import { Button } from "@/ui/button";
import { useToast } from "@/ui/toast";

type TakeBackButtonProps = { instrument: string; action: string; name: string };

/** At once: the list of changes can bring it back. */
export function TakeBackButton({ instrument, action, name }: TakeBackButtonProps) {
  const router = useRouter();
  const say = useToast();
  const [pending, setPending] = useState(false);

  const run = async () => {
    setPending(true);
    const removed = await toDone(browserApi.DELETE("/v1/instruments/{id}/corporate-actions/{action}", { params: { path: { id: instrument, action } } }));
    setPending(false);
    if (!removed.ok) return say({ text: removed.problem.detail ?? removed.problem.title, tone: "problem" });
    say({ text: `${name} taken back. The list of changes can bring it back.` });
    router.refresh();
  };

  return (
    <Button size="small" disabled={pending} onClick={() => void run()} aria-label={`Take back: ${name}`}>
      <Undo2 aria-hidden />
      Take back
    </Button>
  );
}
