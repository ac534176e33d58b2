"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import { NewPasswordField, PasswordField, SHORTEST_ALONE, SHORTEST_WITH_FACTOR } from "@/features/auth/public";
import { useCommand } from "@/lib/use-command";
import { ProblemNote } from "@/ui/form-problem";
import { SubmitButton } from "@/ui/submit-button";

export function ChangePasswordForm({ hasFactor }: { hasFactor: boolean }) {
  const router = useRouter();
  const { pending, problem, run } = useCommand<Problem>();
  const [sent, setSent] = useState("");
  const [changes, setChanges] = useState(0);
  const errors = problemsByField(problem);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const [current, wanted] = ["current_password", "new_password"].map((name) => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    });
    setSent(wanted ?? "");
    const done = await run(() =>
      toDone(browserApi.POST("/v1/auth/password/change", { body: { current_password: current ?? "", new_password: wanted ?? "" } })),
    );
    if (!done) return;
    setChanges((before) => before + 1);
    router.refresh();
  };

  return (
    <form key={changes} onSubmit={(event) => void submit(event)} className="grid max-w-sm gap-4">
      <PasswordField label="Current password" name="current_password" use="current" error={errors.current_password} />
      <NewPasswordField
        label="New password"
        name="new_password"
        shortest={hasFactor ? SHORTEST_WITH_FACTOR : SHORTEST_ALONE}
        refused={problem ? { password: sent, refusal: errors.new_password } : null}
      />
      <ProblemNote problem={Object.keys(errors).length === 0 ? problem : null} />
      <div className="flex flex-wrap items-center gap-3">
        <SubmitButton tone="secondary" pending={pending} pendingText="Changing…" retryAt={problem?.retryAt}>
          Change password
        </SubmitButton>
        <p role="status" className="text-13 text-muted">
          {changes > 0 && !problem ? "Changed. Your other devices are signed out." : ""}
        </p>
      </div>
    </form>
  );
}
