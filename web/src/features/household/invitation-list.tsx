"use client";

import { UserPlus } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { browserApi } from "@/api/browser";
import { toDone } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import type { Invitation } from "@/api/types";
import { useCommand } from "@/lib/use-command";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Day } from "@/ui/day";
import { ProblemNote } from "@/ui/form-problem";
import { roleLabel, sightSentence } from "./roles";

type InvitationListProps = { household: string; invitations: Invitation[] };

/** Those that wait first; of the others, the latest tell what became of them. */
const PAST_SHOWN = 5;

export function InvitationList({ household, invitations }: InvitationListProps) {
  const router = useRouter();
  const { pending, problem, run } = useCommand<Problem>();
  const latest = invitations.toReversed();
  const shown = [
    ...latest.filter(({ state }) => state === "open"),
    ...latest.filter(({ state }) => state !== "open" && state !== "accepted").slice(0, PAST_SHOWN),
  ];

  const withdraw = async (invitation: string) => {
    const withdrawn = await run(() => toDone(browserApi.DELETE("/v1/households/{id}/invitations/{invitation}", { params: { path: { id: household, invitation } } })));
    if (withdrawn) router.refresh();
  };

  return (
    <div className="grid gap-4">
      <Button asChild tone="primary" className="justify-self-start">
        <Link href="/settings/people?sheet=invite" scroll={false}>
          <UserPlus aria-hidden />
          Invite somebody
        </Link>
      </Button>
      <ProblemNote problem={problem} />
      {shown.length > 0 ? (
        <ul className="border-t">
          {shown.map((invitation) => (
            <li key={invitation.id} className="flex min-h-15 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b py-2">
              <span className="min-w-0 flex-1 basis-56">
                <span className="block truncate text-14 font-medium">{invitation.email}</span>
                <span className="block text-12 text-muted">
                  {roleLabel(invitation.role)} · {sightSentence(invitation.sight, null)}
                </span>
              </span>
              {invitation.state === "open" ? (
                <span className="flex items-center gap-3 text-12 text-muted">
                  <span>
                    good until <Day date={invitation.expires_at.slice(0, 10)} />
                  </span>
                  <Button
                    size="small"
                    disabled={pending}
                    aria-label={`Withdraw the invitation to ${invitation.email}`}
                    onClick={() => void withdraw(invitation.id)}
                  >
                    Withdraw
                  </Button>
                </span>
              ) : (
                <Badge tone={invitation.state === "expired" ? "warning" : "plain"}>{invitation.state === "expired" ? "Expired" : "Withdrawn"}</Badge>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-13 text-muted">Nobody is invited at the moment.</p>
      )}
    </div>
  );
}
