import type { Metadata } from "next";
import { TransactionsScreen } from "@/features/transactions/transactions-screen";

export const metadata: Metadata = { title: "Transactions" };

export default async function TransactionsPage({ searchParams }: PageProps<"/transactions">) {
  return <TransactionsScreen query={await searchParams} />;
}
