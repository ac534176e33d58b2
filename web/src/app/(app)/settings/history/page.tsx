import type { Metadata } from "next";
import { HistoryScreen } from "@/features/history/history-screen";

export const metadata: Metadata = { title: "History" };

export default async function HistoryPage({ searchParams }: PageProps<"/settings/history">) {
  return <HistoryScreen query={await searchParams} />;
}
