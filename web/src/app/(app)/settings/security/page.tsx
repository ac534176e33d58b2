import type { Metadata } from "next";
import { SecurityScreen } from "@/features/security/security-screen";

export const metadata: Metadata = { title: "Security" };

export default async function Page({ searchParams }: PageProps<"/settings/security">) {
  const { before } = await searchParams;
  return <SecurityScreen before={typeof before === "string" ? before : undefined} />;
}
