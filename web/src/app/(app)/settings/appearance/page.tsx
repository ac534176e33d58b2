import type { Metadata } from "next";
import { AppearanceScreen } from "@/features/settings/appearance-screen";

export const metadata: Metadata = { title: "Appearance" };

export default function Page() {
  return <AppearanceScreen />;
}
