import { load, serverApi } from "@/api/server";
import { loadProfile } from "@/features/shell/public-server";
import { LoadPanel } from "@/ui/load-panel";
import { ProfileForm } from "./profile-form";
import { SettingsSection } from "./settings-section";

export async function ProfileScreen() {
  const [profile, currencies] = await Promise.all([loadProfile(), load((await serverApi()).GET("/v1/currencies"))]);
  return (
    <SettingsSection title="Profile" note="How you are addressed, and how dates and figures are written.">
      <LoadPanel loaded={profile}>
        {(data) => (
          <ProfileForm
            profile={data}
            etag={profile.ok ? profile.etag : null}
            currencies={currencies.ok ? currencies.data.items.map(({ code, name }) => ({ code, name })) : []}
          />
        )}
      </LoadPanel>
    </SettingsSection>
  );
}
