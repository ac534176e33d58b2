import type { Metadata } from "next";
import { MemberScreen } from "@/features/household/member-screen";

export const metadata: Metadata = { title: "People" };

export default async function MemberPage({ params }: PageProps<"/settings/people/[id]">) {
  const { id } = await params;
  return <MemberScreen id={id} />;
}
