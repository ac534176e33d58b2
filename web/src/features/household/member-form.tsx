"use client";

import { useRouter } from "next/navigation";
import { useState, type FormEvent } from "react";
import { browserApi } from "@/api/browser";
import { type Loaded, toDone, toLoaded } from "@/api/loaded";
import { type Problem, problemsByField } from "@/api/problem";
import type { Grant, Member, Role, Sight } from "@/api/types";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { ProblemNote } from "@/ui/form-problem";
import { grantBody, type GrantChange, grantChanges, type Grantable, shownBy } from "./grantable";
import { RoleFields } from "./role-fields";
import { canBeNarrowed } from "./roles";
import { ShownTable } from "./shown-table";

type MemberFormProps = { household: string; by: Role; member: Member; grants: Grant[]; grantables: Grantable[] };

export function MemberForm({ household, by, member, grants, grantables }: MemberFormProps) {
  const router = useRouter();
  const [role, setRole] = useState(member.role);
  const [wanted, setSight] = useState<Sight>(member.sight);
  const [shown, setShown] = useState(() => shownBy(grants));
  const { pending, problem, run } = useCommand<Problem>();
  const sight = canBeNarrowed(role) ? wanted : "whole";
  const changes = sight === "granted" ? grantChanges(grants, shown, grantables) : [];
  const standing = role !== member.role || sight !== member.sight;

  const save = async (): Promise<Loaded<true>> => {
    // Grants first: somebody about to be narrowed shall not lose for a moment what they keep.
    for (const change of changes) {
      const done = await send(household, member.id, change);
      if (!done.ok) return done;
    }
    if (standing) {
      const done = await toLoaded(
        browserApi.PATCH("/v1/households/{id}/members/{member}", {
          params: { path: { id: household, member: member.id } },
          body: { role, sight },
        }),
      );
      if (!done.ok) return done;
    }
    return { ok: true, data: true, etag: null };
  };

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    await run(save);
    // Also after a refusal half way: what is shown is what is so.
    router.refresh();
  };

  return (
    <form onSubmit={(event) => void submit(event)} className="grid gap-4">
      <RoleFields by={by} role={role} sight={sight} onRole={setRole} onSight={setSight} errors={problemsByField(problem)} />
      {sight === "granted" ? <ShownTable grantables={grantables} role={role} shown={shown} onChange={setShown} /> : null}
      <ProblemNote problem={problem} />
      <Button type="submit" disabled={pending || (!standing && changes.length === 0)} className="justify-self-start">
        {pending ? "Saving…" : "Save"}
      </Button>
    </form>
  );
}

function send(household: string, member: string, change: GrantChange): Promise<Loaded<unknown>> {
  if (change.kind === "give") {
    return toLoaded(
      browserApi.POST("/v1/households/{id}/grants", {
        params: { path: { id: household } },
        body: { member, ...grantBody(change.object, change.access) },
      }),
    );
  }
  const params = { path: { id: household, grant: change.grant } };
  if (change.kind === "take") return toDone(browserApi.DELETE("/v1/households/{id}/grants/{grant}", { params }));
  return toLoaded(browserApi.PATCH("/v1/households/{id}/grants/{grant}", { params, body: { access: change.access } }));
}
