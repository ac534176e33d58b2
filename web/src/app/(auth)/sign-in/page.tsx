import type { Metadata } from "next";
import Link from "next/link";
import { AuthFrame } from "@/features/auth/auth-frame";
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
          New here?{" "}
          <Link href="/sign-up" className="font-medium text-accent underline-offset-4 hover:underline">
            Create your coffer
          </Link>
        </>
      }
    >
      <SignInForm next={back} />
    </AuthFrame>
  );
}
