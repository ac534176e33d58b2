import type { Metadata } from "next";
import { PortfolioTab } from "@/features/portfolio/portfolio-tab";

export const metadata: Metadata = { title: "Portfolio" };

export default async function PortfolioPage({ searchParams }: PageProps<"/portfolio">) {
  return <PortfolioTab tab="performance" query={await searchParams} />;
}
