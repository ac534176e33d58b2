"use client";

import { Plus } from "lucide-react";
import Link from "next/link";
import { useCan } from "@/features/permissions/public";
import { Button } from "@/ui/button";

export function AddButton() {
  const can = useCan();
  if (!can("edit_transactions")) return null;
  return (
    <Button asChild tone="quiet" size="icon" aria-label="Add a transaction" title="Add a transaction (n)">
      <Link href="/transactions?sheet=new" prefetch={false}>
        <Plus aria-hidden />
      </Link>
    </Button>
  );
}
