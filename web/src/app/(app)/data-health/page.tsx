import type { Metadata } from "next";
import { DataHealthScreen } from "@/features/data-health/data-health-screen";

export const metadata: Metadata = { title: "Data health" };

export default function DataHealthPage() {
  return <DataHealthScreen />;
}
