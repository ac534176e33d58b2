import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { Grant, Member } from "@/api/types";
import { Badge } from "@/ui/badge";
import { Day } from "@/ui/day";
import { Face } from "@/ui/face";
import { roleLabel, sightSentence } from "./roles";

type MemberListProps = { members: Member[]; self: string; manages: boolean; grants: Grant[] | null };

export function MemberList({ members, self, manages, grants }: MemberListProps) {
  return (
    <ul className="border-t">
      {members.map((member) => {
        const granted = grants ? grants.filter((grant) => grant.member === member.id).length : null;
        const line = (
          <>
            <Face name={member.name} />
            <span className="min-w-0 flex-1">
              <span className="flex items-center gap-2 text-14 font-medium">
                <span className="truncate">{member.name}</span>
                {member.user === self ? <Badge>You</Badge> : null}
              </span>
              <span className="block truncate text-12 text-muted">{member.email}</span>
            </span>
            <span className="w-32 shrink-0 text-right text-13 sm:w-60">
              <span className="flex flex-col sm:flex-row sm:items-baseline sm:justify-end sm:gap-2">
                <span className="font-medium">{roleLabel(member.role)}</span>
                <span className="text-12 text-muted">
                  since <Day date={member.joined_at.slice(0, 10)} />
                </span>
              </span>
              <span className="hidden truncate text-12 text-muted sm:block">{sightSentence(member.sight, granted)}</span>
            </span>
          </>
        );
        return (
          <li key={member.id} className="border-b">
            {manages ? (
              <Link
                href={`/settings/people/${member.id}`}
                prefetch={false}
                className="-mx-2 flex min-h-15 items-center gap-3 rounded-control px-2 py-2 transition-colors hover:bg-raised"
              >
                {line}
                <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
              </Link>
            ) : (
              <div className="flex min-h-15 items-center gap-3 py-2">{line}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
