import type { Metadata } from "next";
import { AuthFrame, AuthLink } from "@/features/auth/auth-frame";
import { nextAddress } from "@/features/auth/next-address";
import { SignInForm } from "@/features/auth/sign-in-form";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: PageProps<"/sign-in">) {
  const { next } = await searchParams;
  const back = nextAddress(typeof next === "string" ? next : undefined);
  return (
    <AuthFrame
      title="Sign in"
      note={next ? "Your session has ended. Sign in and you are back where you were." : "Good to see you again."}
      other={
        <>
          New here? <AuthLink href="/sign-up">Create your coffer</AuthLink>
        </>
      }
    >
      <SignInForm next={back} />
    </AuthFrame>
  );
}
