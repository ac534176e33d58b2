"use client";

import { Download } from "lucide-react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import type { Problem } from "@/api/problem";
import { useCommand } from "@/lib/use-command";
import { Button } from "@/ui/button";
import { useToast } from "@/ui/toast";

type ExportButtonProps = { filters: { account?: string; from?: string; to?: string } };

/** Fetched rather than linked to: a link cannot say which of the person's households is meant. */
export function ExportButton({ filters }: ExportButtonProps) {
  const say = useToast();
  const { pending, run } = useCommand<Problem>();

  const save = async () => {
    const file = await run(async () => {
      const loaded = await toLoaded(browserApi.GET("/v1/exports/transactions", { params: { query: filters }, parseAs: "blob" }));
      if (!loaded.ok) say({ text: loaded.problem.title, tone: "problem" });
      return loaded;
    });
    if (!file) return;
    const address = URL.createObjectURL(file);
    const link = document.createElement("a");
    link.href = address;
    link.download = "transactions.csv";
    link.click();
    URL.revokeObjectURL(address);
  };

  return (
    <Button disabled={pending} onClick={() => void save()}>
      <Download aria-hidden />
      Export
    </Button>
  );
}
