import type { Metadata } from "next";
import { AccountScreen } from "@/features/accounts/account-screen";

export const metadata: Metadata = { title: "Account" };

export default async function AccountPage({ params, searchParams }: PageProps<"/accounts/[id]">) {
  const { id } = await params;
  return <AccountScreen id={id} query={await searchParams} />;
}
