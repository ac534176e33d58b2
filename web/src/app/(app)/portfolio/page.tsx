import type { Metadata } from "next";
import { parsePortfolioAddress } from "@/features/portfolio/address";
import { PortfolioScreen } from "@/features/portfolio/portfolio-screen";

export const metadata: Metadata = { title: "Portfolio" };

export default async function PortfolioPage({ searchParams }: PageProps<"/portfolio">) {
  return <PortfolioScreen address={parsePortfolioAddress(await searchParams)} />;
}
