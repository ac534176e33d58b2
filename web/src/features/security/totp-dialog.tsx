"use client";

import { type FormEvent, useId } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import type { TotpEnrolment } from "@/api/types";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { ProblemNote } from "@/ui/form-problem";
import { SubmitButton } from "@/ui/submit-button";
import { QrCode } from "./qr-code";

type TotpDialogProps = { enrolment: TotpEnrolment; onConfirmed: (codes: string[]) => void; onClose: () => void };

export function TotpDialog({ enrolment, onConfirmed, onClose }: TotpDialogProps) {
  const formId = useId();
  const { pending, problem, run } = useCommand<Problem>();
  const errors = problemsByField(problem);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = textOf(new FormData(event.currentTarget), "code").replace(/\s/g, "");
    const confirmed = await run(() => toLoaded(browserApi.POST("/v1/me/mfa/totp/confirm", { body: { code } })));
    if (confirmed) onConfirmed(confirmed.recovery_codes);
  };

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Set up codes from an app"
      description="Nothing changes before a code from the app confirms it."
      footer={
        <SubmitButton form={formId} pending={pending} pendingText="Turning on…" retryAt={problem?.retryAt}>
          Turn on
        </SubmitButton>
      }
    >
      <div className="grid gap-5">
        <div className="flex flex-col items-start gap-4 sm:flex-row sm:gap-5">
          <QrCode text={enrolment.otpauth_url} label="QR code with the secret for your app" />
          <div className="grid min-w-0 gap-3 text-13 text-muted">
            <p>Scan this with the app on your phone: Aegis, Google Authenticator, a password manager, or another.</p>
            <p>No camera at hand? Type this secret instead:</p>
            <code className="text-13 text-text select-all">{enrolment.secret.replace(/(.{4})(?=.)/g, "$1 ")}</code>
            <span className="flex flex-wrap gap-2">
              <CopyButton text={enrolment.secret} label="Copy the secret" />
            </span>
          </div>
        </div>
        <form id={formId} onSubmit={(event) => void submit(event)} className="grid gap-4">
          <Field label="Code that the app shows" error={errors.code}>
            {(control) => (
              <Input {...control} name="code" inputMode="numeric" autoComplete="one-time-code" pattern="[0-9 ]{6,8}" maxLength={8} required className="tabular h-11 max-w-48 tracking-[0.2em]" />
            )}
          </Field>
          <ProblemNote problem={Object.keys(errors).length === 0 ? problem : null} />
        </form>
      </div>
    </Dialog>
  );
}
