import type { Metadata } from "next";
import { AuthFrame } from "@/features/auth/auth-frame";
import { ConfirmEmail } from "@/features/auth/confirm-email";

export const metadata: Metadata = { title: "Change of address" };

export default function ConfirmEmailPage() {
  return (
    <AuthFrame title="Change of address" note="Both addresses confirm: the one you had, and the one your account is to go by.">
      <ConfirmEmail />
    </AuthFrame>
  );
}
