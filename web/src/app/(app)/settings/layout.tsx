import type { ReactNode } from "react";
import { DeletionNotice } from "@/features/security/deletion-notice";
import { SettingsLayout } from "@/features/settings/settings-layout";

export default function Layout({ children }: { children: ReactNode }) {
  return <SettingsLayout notice={<DeletionNotice />}>{children}</SettingsLayout>;
}
