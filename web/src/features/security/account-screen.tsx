import { load, serverApi } from "@/api/server";
import { SettingsSection } from "@/features/settings/public";
import { LoadPanel } from "@/ui/load-panel";
import { DeleteAccount } from "./delete-account";
import { loadDeletion } from "./deletion";
import { EmailPanel } from "./email-panel";
import { SignOutPanel } from "./sign-out-panel";

export async function AccountScreen() {
  const [email, deletion] = await Promise.all([load((await serverApi()).GET("/v1/me/email")), loadDeletion()]);
  return (
    <>
      <SettingsSection title="Email" note="You sign in with it, and it is where we write about the safety of your account.">
        <LoadPanel loaded={email}>{(data) => <EmailPanel account={data} />}</LoadPanel>
      </SettingsSection>
      <SettingsSection title="Sign out">
        <SignOutPanel />
      </SettingsSection>
      <SettingsSection title="Delete the account" note="Done 14 days after you ask. Until then you can change your mind.">
        {deletion.ok ? <p className="text-13 text-muted">It is under way; see above.</p> : <DeleteAccount />}
      </SettingsSection>
    </>
  );
}
