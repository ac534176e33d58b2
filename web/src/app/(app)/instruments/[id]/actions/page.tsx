import type { Metadata } from "next";
import { ActionsScreen } from "@/features/corporate-actions/actions-screen";

export const metadata: Metadata = { title: "Corporate actions" };

export default async function ActionsPage({ params, searchParams }: PageProps<"/instruments/[id]/actions">) {
  return <ActionsScreen id={(await params).id} query={await searchParams} />;
}
