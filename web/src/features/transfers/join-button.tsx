"use client";

import { Link2 } from "lucide-react";
import { useState } from "react";
import { useCan } from "@/features/permissions/public";
import { Button } from "@/ui/button";
import { useJoin } from "./use-transfers";

type JoinButtonProps = { sent: string; received: string; name: string; disabled: boolean };

export function JoinButton({ sent, received, name, disabled }: JoinButtonProps) {
  const can = useCan();
  const join = useJoin();
  const [pending, setPending] = useState(false);
  if (!can("edit_transactions")) return null;

  const run = async () => {
    setPending(true);
    await join(sent, received);
    setPending(false);
  };

  return (
    <Button size="small" disabled={pending || disabled} aria-label={`Join with ${name}`} onClick={() => void run()}>
      <Link2 aria-hidden />
      Join
    </Button>
  );
}
