import type { Metadata } from "next";
import { ChangesScreen } from "@/features/changes/changes-screen";

export const metadata: Metadata = { title: "History of changes" };

export default async function ChangesPage({ searchParams }: PageProps<"/changes">) {
  return <ChangesScreen query={await searchParams} />;
}
