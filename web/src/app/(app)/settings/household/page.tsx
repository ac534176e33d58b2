import type { Metadata } from "next";
import { HouseholdScreen } from "@/features/household/household-screen";

export const metadata: Metadata = { title: "Household" };

export default function Page() {
  return <HouseholdScreen />;
}
