import type { Metadata } from "next";
import { AuthFrame } from "@/features/auth/auth-frame";
import { ResetForm } from "@/features/auth/reset-form";

export const metadata: Metadata = { title: "Choose another password" };

export default function ResetPasswordPage() {
  return (
    <AuthFrame title="Choose another password" note="Every device is signed out with it.">
      <ResetForm />
    </AuthFrame>
  );
}
