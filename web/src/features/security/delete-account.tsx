"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";

export function DeleteAccount() {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const asked = () => {
    setAsking(false);
    router.refresh();
  };
  return (
    <>
      <Button tone="danger" onClick={() => setAsking(true)}>
        Delete my account
      </Button>
      {asking ? (
        <ConfirmDialog
          title="Delete your account?"
          action="Delete in 14 days"
          pendingText="One moment…"
          command={() => toLoaded(browserApi.POST("/v1/me/deletion"))}
          onDone={asked}
          onClose={() => setAsking(false)}
        >
          <p>In 14 days your account goes, and with it each household in which you are alone, with all that is recorded there. Until then everything stays as it is, and you can call it off here.</p>
          <p className="mt-3">Transactions, Export gives you your data first.</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
