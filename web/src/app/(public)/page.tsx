import { headers } from "next/headers";
import { LandingScreen } from "@/features/landing/landing-screen";

export default async function LandingPage() {
  const cookie = (await headers()).get("cookie") ?? "";
  return <LandingScreen signedIn={/(^|; )(__Host-)?coffer_session=/.test(cookie)} />;
}
