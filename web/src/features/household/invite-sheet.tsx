"use client";

import { useRouter } from "next/navigation";
import { useId, useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { IntentKeys } from "@/api/idempotency";
import { toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import type { Role, Sight } from "@/api/types";
import { textOf } from "@/lib/form";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { FormProblem } from "@/ui/form-problem";
import { type Grantable, grantsOf, type Shown } from "./grantable";
import { RoleFields } from "./role-fields";
import { canBeNarrowed } from "./roles";
import { ShownTable } from "./shown-table";

type InviteSheetProps = { household: { id: string; name: string }; role: Role; grantables: Grantable[] };

const BACK = "/settings/people";

export function InviteSheet({ household, role: by, grantables }: InviteSheetProps) {
  const router = useRouter();
  const formId = useId();
  const [keys] = useState(() => new IntentKeys());
  const [role, setRole] = useState<Role>("viewer");
  const [wanted, setSight] = useState<Sight>("whole");
  const [shown, setShown] = useState<Shown>({});
  const { pending, problem, run } = useCommand<Problem>();
  const errors = problemsByField(problem);
  const sight = canBeNarrowed(role) ? wanted : "whole";
  const close = () => router.replace(BACK, { scroll: false });

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const body = {
      email: textOf(new FormData(event.currentTarget), "email"),
      role,
      sight,
      ...(sight === "granted" ? { grants: grantsOf(shown, grantables) } : {}),
    };
    const sent = await run(() =>
      toLoaded(
        browserApi.POST("/v1/households/{id}/invitations", {
          params: { path: { id: household.id }, header: { "Idempotency-Key": keys.keyFor(body) } },
          body,
        }),
      ),
    );
    if (!sent) return;
    close();
    router.refresh();
  };

  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : close())}
      shape="sheet"
      title="Invite somebody"
      description={`They get a mail with a link into ${household.name}.`}
      footer={
        <>
          <Button tone="quiet" onClick={close}>
            Cancel
          </Button>
          <Button tone="primary" type="submit" form={formId} disabled={pending}>
            {pending ? "Sending…" : "Send invitation"}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} className="grid gap-4 pb-2">
        <Field label="Email" hint="An open invitation to the same address ends." error={errors.email}>
          {(control) => <Input {...control} name="email" type="email" required maxLength={254} autoComplete="off" placeholder="charles@example.org" />}
        </Field>
        <RoleFields by={by} role={role} sight={sight} onRole={setRole} onSight={setSight} errors={errors} />
        {sight === "granted" ? <ShownTable grantables={grantables} role={role} shown={shown} onChange={setShown} /> : null}
        {problem && !errors.email ? <FormProblem title={problem.title} detail={errors.grants ?? problem.detail} traceId={problem.status >= 500 ? problem.traceId : undefined} /> : null}
      </form>
    </Dialog>
  );
}
