"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { browserApi } from "@/api/browser";
import { toDone, toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import type { Factors, TotpEnrolment } from "@/api/types";
import { useCommand } from "@/lib/use-command";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { ConfirmDialog } from "@/ui/confirm-dialog";
import { ProblemNote } from "@/ui/form-problem";
import { RecoveryCodesDialog } from "./recovery-codes-dialog";
import { SettingRow } from "./setting-row";
import { TotpDialog } from "./totp-dialog";

const FEW_CODES = 3;

const removeTotp = () => toDone(browserApi.DELETE("/v1/me/mfa/totp"));
const renewCodes = () => toLoaded(browserApi.POST("/v1/me/mfa/recovery-codes"));

export function TwoStepPanel({ factors }: { factors: Factors }) {
  const router = useRouter();
  const [enrolment, setEnrolment] = useState<TotpEnrolment | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [asking, setAsking] = useState<"remove" | "renew" | null>(null);
  const { pending, problem, run } = useCommand<Problem>();
  const left = factors.recovery_codes_left;

  const begin = async () => {
    const begun = await run(() => toLoaded(browserApi.POST("/v1/me/mfa/totp")));
    if (begun) setEnrolment(begun);
  };
  const confirmed = (fresh: string[]) => {
    setEnrolment(null);
    if (fresh.length > 0) setCodes(fresh);
    router.refresh();
  };
  const removed = () => {
    setAsking(null);
    router.refresh();
  };
  const renewed = (fresh: { recovery_codes: string[] }) => {
    setAsking(null);
    setCodes(fresh.recovery_codes);
    router.refresh();
  };

  return (
    <div className="grid gap-4">
      <SettingRow
        title="Codes from an app"
        state={factors.totp_since ? <Badge tone="gain">On</Badge> : <Badge>Off</Badge>}
        note={factors.totp_since ? "Sign-in asks for six digits after the password." : "Any app that shows one-time codes will do."}
        actions={
          factors.totp_since ? (
            <Button size="small" onClick={() => setAsking("remove")}>
              Turn off
            </Button>
          ) : (
            <Button size="small" tone="primary" disabled={pending} onClick={() => void begin()}>
              Set up
            </Button>
          )
        }
      />
      {factors.second_factor ? (
        <SettingRow
          title="Recovery codes"
          state={<Badge tone={left <= FEW_CODES ? "warning" : "plain"}>{left === 1 ? "1 left" : `${left} left`}</Badge>}
          note={left <= FEW_CODES ? "Make new ones before you run out." : "For the day the phone is lost. Each is good for one use."}
          actions={
            <Button size="small" onClick={() => setAsking("renew")}>
              New codes
            </Button>
          }
        />
      ) : null}
      <ProblemNote problem={problem} />
      {enrolment ? <TotpDialog enrolment={enrolment} onConfirmed={confirmed} onClose={() => setEnrolment(null)} /> : null}
      {codes ? <RecoveryCodesDialog codes={codes} onKept={() => setCodes(null)} /> : null}
      {asking === "remove" ? (
        <ConfirmDialog title="Turn off codes from an app?" action="Turn off" pendingText="Turning off…" command={removeTotp} onDone={removed} onClose={() => setAsking(null)}>
          {factors.passkeys > 0
            ? "Your passkeys stay, and go on being asked for after the password."
            : "Then the password alone opens your account, and the recovery codes are good for nothing any more."}
        </ConfirmDialog>
      ) : null}
      {asking === "renew" ? (
        <ConfirmDialog title="Make new recovery codes?" action="Make new codes" pendingText="Making…" command={renewCodes} onDone={renewed} onClose={() => setAsking(null)}>
          The codes that you have now are good for nothing from then on.
        </ConfirmDialog>
      ) : null}
    </div>
  );
}
