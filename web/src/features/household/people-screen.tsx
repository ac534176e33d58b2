import { can } from "@/features/permissions/public-server";
import { SettingsSection } from "@/features/settings/public";
import { currentHousehold, loadMe, loadMembers } from "@/features/shell/public-server";
import { LoadPanel } from "@/ui/load-panel";
import { InvitationList } from "./invitation-list";
import { InviteSheet } from "./invite-sheet";
import { MemberList } from "./member-list";
import { loadGrantables, loadGrants, loadInvitations } from "./queries";
import { RolesExplained } from "./roles-explained";

export async function PeopleScreen({ query }: { query: Record<string, string | string[] | undefined> }) {
  const [me, household, manages] = await Promise.all([loadMe(), currentHousehold(), can("manage_members")]);
  if (!household || !me.ok) return null;
  const [members, managed] = await Promise.all([
    loadMembers(household.id),
    manages ? Promise.all([loadGrants(household.id), loadInvitations(household.id)]) : null,
  ]);
  const [grants, invitations] = managed ?? [null, null];
  return (
    <>
      <SettingsSection
        title="People"
        note={manages ? `Who sees ${household.name}, and what they may do in it.` : `Who sees ${household.name}. An owner or manager can change this.`}
      >
        <LoadPanel loaded={members}>
          {(list) => <MemberList members={list} self={me.data.id} manages={manages} grants={grants?.ok ? grants.data : null} />}
        </LoadPanel>
      </SettingsSection>
      {invitations ? (
        <SettingsSection title="Invitations" note="The link in the mail is good once, for a week, and for the address that it was sent to.">
          <LoadPanel loaded={invitations}>{(list) => <InvitationList household={household.id} invitations={list} />}</LoadPanel>
        </SettingsSection>
      ) : null}
      <SettingsSection title="Roles" note="A role says what somebody may do. Whoever is not an owner or manager can be shown a part of the household alone.">
        <RolesExplained />
      </SettingsSection>
      {manages && query.sheet === "invite" ? (
        <InviteSheet household={household} role={household.role} grantables={await loadGrantables()} />
      ) : null}
    </>
  );
}
