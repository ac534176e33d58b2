import { SettingsSection } from "@/features/settings/public";
import { loadMe } from "@/features/shell/public-server";
import { SignOutButton } from "./sign-out-button";

export async function AccountScreen() {
  const me = await loadMe();
  return (
    <SettingsSection title="Session" note={me.ok ? `Signed in as ${me.data.email}` : undefined}>
      <SignOutButton />
    </SettingsSection>
  );
}
