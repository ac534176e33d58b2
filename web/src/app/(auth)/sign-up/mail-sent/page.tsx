import type { Metadata } from "next";
import { MailSentScreen } from "@/features/auth/mail-sent-screen";

export const metadata: Metadata = { title: "Confirm your address" };

export default function MailSentPage() {
  return <MailSentScreen />;
}
