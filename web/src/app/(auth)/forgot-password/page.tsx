import type { Metadata } from "next";
import { AuthFrame, AuthLink } from "@/features/auth/auth-frame";
import { ForgotForm } from "@/features/auth/forgot-form";

export const metadata: Metadata = { title: "Forgot your password" };

export default function ForgotPasswordPage() {
  return (
    <AuthFrame
      title="Forgot your password?"
      note="We send a link to your address. With it you choose another one."
      other={
        <>
          Remembered it? <AuthLink href="/sign-in">Sign in</AuthLink>
        </>
      }
    >
      <ForgotForm />
    </AuthFrame>
  );
}
