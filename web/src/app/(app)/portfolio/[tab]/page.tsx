import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { TAB_LABELS, TABS } from "@/features/portfolio/address";
import { PortfolioTab } from "@/features/portfolio/portfolio-tab";

type TabProps = PageProps<"/portfolio/[tab]">;

const OTHERS = TABS.filter((tab) => tab !== "performance");

export async function generateMetadata({ params }: TabProps): Promise<Metadata> {
  const { tab: name } = await params;
  const tab = OTHERS.find((each) => each === name);
  return tab ? { title: TAB_LABELS[tab] } : {};
}

export default async function PortfolioTabPage({ params, searchParams }: TabProps) {
  const { tab: name } = await params;
  const tab = OTHERS.find((each) => each === name);
  if (!tab) notFound();
  return <PortfolioTab tab={tab} query={await searchParams} />;
}
