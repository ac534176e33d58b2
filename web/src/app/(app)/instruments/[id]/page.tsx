import type { Metadata } from "next";
import { InstrumentScreen } from "@/features/instruments/instrument-screen";

export const metadata: Metadata = { title: "Instrument" };

export default async function InstrumentPage({ params, searchParams }: PageProps<"/instruments/[id]">) {
  const { id } = await params;
  return <InstrumentScreen id={id} query={await searchParams} />;
}
