import type { Metadata } from "next";
import { KeysScreen } from "@/features/security/keys-screen";

export const metadata: Metadata = { title: "API keys" };

export default function Page() {
  return <KeysScreen />;
}
