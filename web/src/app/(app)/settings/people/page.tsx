import type { Metadata } from "next";
import { PeopleScreen } from "@/features/household/people-screen";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: PageProps<"/settings/people">) {
  return <PeopleScreen query={await searchParams} />;
}
