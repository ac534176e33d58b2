"use client";

import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import { useSignOut } from "@/features/auth/public";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";

export function SignOutPanel() {
  const signOut = useSignOut();
  const [asking, setAsking] = useState(false);
  return (
    <div className="flex flex-wrap gap-2">
      <Button onClick={() => void signOut()}>Sign out</Button>
      <Button tone="quiet" onClick={() => setAsking(true)}>
        Sign out everywhere
      </Button>
      {asking ? (
        <ConfirmDialog
          title="Sign out everywhere?"
          action="Sign out everywhere"
          pendingText="Signing out…"
          command={() => toDone(browserApi.POST("/v1/auth/sign-out/all"))}
          // A full load, so that nothing of the session stays in memory.
          onDone={() => window.location.assign("/sign-in")}
          onClose={() => setAsking(false)}
        >
          Every device, this one too, asks for your password again. Programs with tokens of yours end with it; API keys stay.
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
