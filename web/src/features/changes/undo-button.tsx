"use client";

import { Undo2 } from "lucide-react";
import { useState } from "react";
import { useCan } from "@/features/permissions/public";
import { Button } from "@/ui/button";
import { useUndo } from "./use-undo";

type UndoButtonProps = { change: string; name: string };

export function UndoButton({ change, name }: UndoButtonProps) {
  const can = useCan();
  const undo = useUndo();
  const [pending, setPending] = useState(false);
  if (!can("edit_transactions")) return null;

  const run = async () => {
    setPending(true);
    await undo(change);
    setPending(false);
  };

  return (
    <Button size="small" disabled={pending} onClick={() => void run()} aria-label={`Undo: ${name}`}>
      <Undo2 aria-hidden />
      Undo
    </Button>
  );
}
