import { load, serverApi } from "@/api/server";
import { can } from "@/features/permissions/public-server";
import { SettingsSection } from "@/features/settings/public";
import { currentHousehold, loadMe, loadMembers } from "@/features/shell/public-server";
import { LoadPanel } from "@/ui/load-panel";
import { HouseholdForm } from "./household-form";
import { LeaveHousehold } from "./leave-household";
import { NewHousehold } from "./new-household";
import { roleLabel, roleMay } from "./roles";

export async function HouseholdScreen() {
  const [me, household] = await Promise.all([loadMe(), currentHousehold()]);
  if (!household) return null;
  const [details, currencies, members, manages] = await Promise.all([
    load((await serverApi()).GET("/v1/households/{id}", { params: { path: { id: household.id } } })),
    load((await serverApi()).GET("/v1/currencies")),
    loadMembers(household.id),
    can("manage_household"),
  ]);
  const codes = currencies.ok ? currencies.data.items.map(({ code, name }) => ({ code, name })) : [];
  const own = me.ok && members.ok ? members.data.find((member) => member.user === me.data.id) : undefined;
  const isLastOwner = members.ok && own?.role === "owner" && members.data.filter(({ role }) => role === "owner").length === 1;
  return (
    <>
      <SettingsSection title="Household" note="Its reports are in this currency. Nothing recorded is converted.">
        <LoadPanel loaded={details}>
          {(data) =>
            manages ? (
              <HouseholdForm key={data.id} household={data} etag={details.ok ? details.etag : null} currencies={codes} />
            ) : (
              <dl className="grid grid-cols-[6rem_1fr] gap-y-2 text-13">
                <dt className="text-muted">Name</dt>
                <dd className="font-medium">{data.name}</dd>
                <dt className="text-muted">Currency</dt>
                <dd>{data.currency}</dd>
                <dd className="col-span-2 mt-2 text-12 text-muted">An owner of the household can change these.</dd>
              </dl>
            )
          }
        </LoadPanel>
      </SettingsSection>
      {own ? (
        <SettingsSection title="Your place in it" note="What you may see and do here.">
          <p className="text-14 font-medium">{roleLabel(own.role)}</p>
          <p className="mt-1 max-w-prose text-13 text-muted">
            {own.sight === "granted" ? "You see the part that its owner has shown you. " : null}
            {roleMay(own.role)}
          </p>
          <LeaveHousehold household={household} membership={own.id} isLastOwner={isLastOwner} />
        </SettingsSection>
      ) : null}
      <SettingsSection id="another" title="Another household" note="For a family, a company, or a client: with accounts and people of its own.">
        <NewHousehold currencies={codes} currency={household.currency} />
      </SettingsSection>
    </>
  );
}
