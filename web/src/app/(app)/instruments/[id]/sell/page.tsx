import type { Metadata } from "next";
import { SaleScreen } from "@/features/sale/sale-screen";

export const metadata: Metadata = { title: "What if I sold" };

export default async function SalePage({ params }: PageProps<"/instruments/[id]/sell">) {
  const { id } = await params;
  return <SaleScreen id={id} />;
}
