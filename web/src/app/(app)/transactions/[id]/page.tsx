import type { Metadata } from "next";
import { RevisionsScreen } from "@/features/transactions/revisions-screen";

export const metadata: Metadata = { title: "History of a transaction" };

export default async function TransactionHistoryPage({ params }: PageProps<"/transactions/[id]">) {
  return <RevisionsScreen id={(await params).id} />;
}
