import type { Metadata } from "next";
import { AuthFrame } from "@/features/auth/auth-frame";
import { VerifyEmail } from "@/features/auth/verify-email";

export const metadata: Metadata = { title: "Confirm your address" };

export default function VerifyEmailPage() {
  return (
    <AuthFrame title="Confirm your address">
      <VerifyEmail />
    </AuthFrame>
  );
}
