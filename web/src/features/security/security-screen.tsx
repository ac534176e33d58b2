import { load, serverApi } from "@/api/server";
import { SettingsSection } from "@/features/settings/public";
import { LoadPanel } from "@/ui/load-panel";
import { ChangePasswordForm } from "./change-password-form";
import { LoginHistory } from "./login-history";
import { PasskeysPanel } from "./passkeys-panel";
import { SessionsPanel } from "./sessions-panel";
import { TwoStepPanel } from "./two-step-panel";

export async function SecurityScreen({ before }: { before?: string }) {
  const api = await serverApi();
  const [factors, passkeys] = await Promise.all([load(api.GET("/v1/me/mfa")), load(api.GET("/v1/me/mfa/passkeys"))]);
  return (
    <>
      <SettingsSection title="Password" note="Changing it signs out every other device.">
        <LoadPanel loaded={factors}>{(data) => <ChangePasswordForm hasFactor={data.second_factor} />}</LoadPanel>
      </SettingsSection>
      <SettingsSection title="Two-step sign-in" note="After the password, a code from an app on your phone. Who learns the password then still stays outside.">
        <LoadPanel loaded={factors}>{(data) => <TwoStepPanel factors={data} />}</LoadPanel>
      </SettingsSection>
      <SettingsSection title="Passkeys" note="Sign in with your fingerprint, face or PIN, or a security key. Nothing to remember, and nothing that a false page could take.">
        <LoadPanel loaded={passkeys}>{(data) => <PasskeysPanel passkeys={data.items} />}</LoadPanel>
      </SettingsSection>
      <SessionsPanel />
      <LoginHistory before={before} />
    </>
  );
}
