import { loadMe } from "@/features/shell/public-server";
import { LoadPanel } from "@/ui/load-panel";
import { ProfileForm } from "./profile-form";
import { SettingsSection } from "./settings-section";

export async function ProfileScreen() {
  const me = await loadMe();
  return (
    <SettingsSection title="Profile" note="How you are addressed, and how dates and figures are written.">
      <LoadPanel loaded={me}>{(person) => <ProfileForm me={person} etag={me.ok ? me.etag : null} />}</LoadPanel>
    </SettingsSection>
  );
}
