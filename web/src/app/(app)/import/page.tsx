import type { Metadata } from "next";
import { ImportHomeScreen } from "@/features/imports/import-home-screen";

export const metadata: Metadata = { title: "Import" };

export default async function ImportPage({ searchParams }: PageProps<"/import">) {
  const { account } = await searchParams;
  return <ImportHomeScreen account={typeof account === "string" ? account : undefined} />;
}
