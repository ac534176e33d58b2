import type { Metadata } from "next";
import { AccountsScreen } from "@/features/accounts/accounts-screen";

export const metadata: Metadata = { title: "Accounts" };

export default async function AccountsPage({ searchParams }: PageProps<"/accounts">) {
  return <AccountsScreen query={await searchParams} />;
}
