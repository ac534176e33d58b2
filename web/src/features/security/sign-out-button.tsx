"use client";

import { useSignOut } from "@/features/auth/public";
import { Button } from "@/ui/button";

export function SignOutButton() {
  const signOut = useSignOut();
  return <Button onClick={() => void signOut()}>Sign out</Button>;
}
