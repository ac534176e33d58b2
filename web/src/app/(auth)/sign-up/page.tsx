import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { AuthFrame } from "@/features/auth/auth-frame";
import { SignUpForm } from "@/features/auth/sign-up-form";
import { pickLocale } from "@/lib/intl";

export const metadata: Metadata = { title: "Create your coffer" };

export default async function SignUpPage() {
  const locale = pickLocale((await headers()).get("accept-language"));
  return (
    <AuthFrame
      title="Create your coffer"
      note="A household of your own, empty and private. Your file comes next."
      other={
        <>
          Already have one?{" "}
          <Link href="/sign-in" className="font-medium text-accent underline-offset-4 hover:underline">
            Sign in
          </Link>
        </>
      }
    >
      <SignUpForm locale={locale} />
    </AuthFrame>
  );
}
