"use client";

import { Undo2 } from "lucide-react";
import { useState } from "react";
import { useCan } from "@/features/permissions/public";
import { Button } from "@/ui/button";
import { useUndo } from "./use-undo";

type UndoButtonProps = { change: string; needs: "edit_transactions" | "edit_prices"; name: string };

export function UndoButton({ change, needs, name }: UndoButtonProps) {
  const can = useCan();
  const undo = useUndo();
  const [pending, setPending] = useState(false);
  if (!can(needs)) return null;

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
