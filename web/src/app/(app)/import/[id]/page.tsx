import type { Metadata } from "next";
import { ImportScreen } from "@/features/imports/import-screen";

export const metadata: Metadata = { title: "Import" };

export default async function ImportFilePage({ params, searchParams }: PageProps<"/import/[id]">) {
  const { id } = await params;
  return <ImportScreen id={id} query={await searchParams} />;
}
