import type { Metadata } from "next";
import { headers } from "next/headers";
import { AuthFrame, AuthLink } from "@/features/auth/auth-frame";
import { nextAddress } from "@/features/auth/next-address";
import { SignUpForm } from "@/features/auth/sign-up-form";
import { pickLocale } from "@/lib/intl";

export const metadata: Metadata = { title: "Create your coffer" };

export default async function SignUpPage({ searchParams }: PageProps<"/sign-up">) {
  const { next } = await searchParams;
  const locale = pickLocale((await headers()).get("accept-language"));
  return (
    <AuthFrame
      title="Create your coffer"
      note="A household of your own, empty and private. Your file comes next."
      other={
        <>
          Already have one? <AuthLink href="/sign-in">Sign in</AuthLink>
        </>
      }
    >
      <SignUpForm locale={locale} next={nextAddress(typeof next === "string" ? next : "/sign-up/mail-sent")} />
    </AuthFrame>
  );
}
