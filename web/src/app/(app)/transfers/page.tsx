import type { Metadata } from "next";
import { TransfersScreen } from "@/features/transfers/transfers-screen";

export const metadata: Metadata = { title: "Transfers to join" };

export default async function TransfersPage({ searchParams }: PageProps<"/transfers">) {
  return <TransfersScreen query={await searchParams} />;
}
