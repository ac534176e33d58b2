import { cookies } from "next/headers";
import { COOKIES } from "@/lib/cookies";
import { parsePalette, parseTheme } from "@/lib/theme";
import { AppearanceForm } from "./appearance-form";
import { SettingsSection } from "./settings-section";

export async function AppearanceScreen() {
  const jar = await cookies();
  return (
    <SettingsSection title="Appearance" note="Kept on this device.">
      <AppearanceForm theme={parseTheme(jar.get(COOKIES.theme)?.value)} palette={parsePalette(jar.get(COOKIES.palette)?.value)} />
    </SettingsSection>
  );
}
