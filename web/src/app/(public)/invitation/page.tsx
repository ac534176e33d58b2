import type { Metadata } from "next";
import { InvitationScreen } from "@/features/household/invitation-screen";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

export default function InvitationPage() {
  return <InvitationScreen />;
}
