import { ChevronLeft } from "lucide-react";
import Link from "next/link";
import { notFound } from "next/navigation";
import { can } from "@/features/permissions/public-server";
import { SettingsSection } from "@/features/settings/public";
import { currentHousehold, loadMe, loadMembers } from "@/features/shell/public-server";
import { Day } from "@/ui/day";
import { Face } from "@/ui/face";
import { LoadPanel } from "@/ui/load-panel";
import { MemberForm } from "./member-form";
import { loadGrantables, loadGrants } from "./queries";
import { RemoveMember } from "./remove-member";
import { isTheirBusiness, roleLabel } from "./roles";

export async function MemberScreen({ id }: { id: string }) {
  const [me, household, manages] = await Promise.all([loadMe(), currentHousehold(), can("manage_members")]);
  if (!household || !me.ok || !manages) notFound();
  const [members, grants, grantables] = await Promise.all([loadMembers(household.id), loadGrants(household.id, id), loadGrantables()]);
  const member = members.ok ? members.data.find((each) => each.id === id) : undefined;
  if (members.ok && !member) notFound();
  if (!members.ok || !member) return <LoadPanel loaded={members}>{() => null}</LoadPanel>;
  const owners = members.data.filter(({ role }) => role === "owner").length;
  const isLastOwner = member.role === "owner" && owners === 1;
  const mayChange = isTheirBusiness(household.role, member.role) && !isLastOwner;
  return (
    <>
      <Link href="/settings/people" className="mb-3 -ml-1 inline-flex h-7 items-center gap-1 rounded-mark px-1 text-12 text-muted transition-colors hover:text-text pointer-coarse:h-11">
        <ChevronLeft aria-hidden className="size-3.5" />
        People
      </Link>
      <header className="mb-6 flex items-center gap-3">
        <Face name={member.name} className="size-11 text-14" />
        <div className="min-w-0">
          <h2 className="truncate text-16 font-medium">{member.name}</h2>
          <p className="truncate text-13 text-muted">
            {member.email} · since <Day date={member.joined_at.slice(0, 10)} />
          </p>
        </div>
      </header>
      <SettingsSection title="Role and sight" note="Counts at once, wherever they are signed in.">
        {mayChange ? (
          <LoadPanel loaded={grants}>
            {(list) => (
              <MemberForm
                key={JSON.stringify([member, list])}
                household={household.id}
                by={household.role}
                member={member}
                grants={list}
                grantables={grantables}
              />
            )}
          </LoadPanel>
        ) : (
          <>
            <p className="text-14 font-medium">{roleLabel(member.role)}</p>
            <p className="mt-1 text-13 text-muted">
              {isLastOwner ? "A household keeps at least one owner: make somebody else an owner first." : "What concerns an owner is an owner's business."}
            </p>
          </>
        )}
      </SettingsSection>
      {mayChange && member.user !== me.data.id ? (
        <SettingsSection title="Remove" note="What they recorded stays.">
          <RemoveMember household={household} member={member} />
        </SettingsSection>
      ) : null}
    </>
  );
}
