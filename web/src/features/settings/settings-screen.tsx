import { cookies } from "next/headers";
import { load, serverApi } from "@/api/server";
import { currentHousehold, loadMe } from "@/features/shell/public-server";
import { COOKIES } from "@/lib/cookies";
import { parsePalette, parseTheme } from "@/lib/theme";
import { LoadPanel } from "@/ui/load-panel";
import { PageHeader } from "@/ui/page-header";
import { AppearanceForm } from "./appearance-form";
import { HouseholdForm } from "./household-form";
import { ProfileForm } from "./profile-form";
import { SettingsSection } from "./settings-section";
import { SignOutButton } from "./sign-out-button";

export async function SettingsScreen() {
  const [me, household, jar] = await Promise.all([loadMe(), currentHousehold(), cookies()]);
  const [details, currencies] = await Promise.all([
    household ? load((await serverApi()).GET("/v1/households/{id}", { params: { path: { id: household.id } } })) : null,
    load((await serverApi()).GET("/v1/currencies")),
  ]);
  const codes = currencies.ok ? currencies.data.items.map(({ code, name }) => ({ code, name })) : [];
  return (
    <>
      <PageHeader title="Settings" />
      <div className="max-w-3xl">
        <SettingsSection title="Profile" note="How you are addressed, and how dates and figures are written.">
          <LoadPanel loaded={me}>{(person) => <ProfileForm me={person} etag={me.ok ? me.etag : null} />}</LoadPanel>
        </SettingsSection>
        <SettingsSection title="Appearance" note="Kept on this device.">
          <AppearanceForm
            theme={parseTheme(jar.get(COOKIES.theme)?.value)}
            palette={parsePalette(jar.get(COOKIES.palette)?.value)}
          />
        </SettingsSection>
        {details ? (
          <SettingsSection title="Household" note="Its reports are in this currency. Nothing recorded is converted.">
            <LoadPanel loaded={details}>
              {(data) => <HouseholdForm household={data} etag={details.ok ? details.etag : null} currencies={codes} />}
            </LoadPanel>
          </SettingsSection>
        ) : null}
        <SettingsSection title="Session" note={me.ok ? `Signed in as ${me.data.email}` : undefined}>
          <SignOutButton />
        </SettingsSection>
      </div>
    </>
  );
}
