"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import type { Import, ImportField, ImportRow } from "@/api/types";
import { cn } from "@/lib/cn";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { useToast } from "@/ui/toast";
import { NUMERIC_FIELDS } from "./labels";
import { RowRemarks, RowState } from "./row-state";

/** Whether a row may be chosen for the commit, and is. */
export type RowChoice = "none" | "closed" | "open" | "taken";

type ImportRowLineProps = {
  file: Import;
  row: ImportRow;
  fields: ImportField[];
  choice: RowChoice;
  onToggle: () => void;
  onMend: () => void;
};

export function ImportRowLine({ file, row, fields, choice, onToggle, onMend }: ImportRowLineProps) {
  const router = useRouter();
  const say = useToast();
  const [pending, start] = useTransition();
  const wrong = new Set(row.errors.map((error) => error.field));
  const mendable = row.status === "error" || (file.state === "staged" && (row.status === "new" || row.status === "changed"));

  const choose = (next: "take" | "skip") =>
    start(async () => {
      const chosen = await toLoaded(
        browserApi.PATCH("/v1/imports/{id}/rows/{row}", { params: { path: { id: file.id, row: row.row } }, body: { choice: next } }),
      );
      if (!chosen.ok) say({ text: chosen.problem.title, tone: "problem" });
      router.refresh();
    });

  return (
    <>
      <tr className={cn("group h-9 transition-colors hover:bg-raised", row.errors.length === 0 && row.changes.length === 0 && "border-b", row.status === "duplicate" && "text-muted")}>
        {choice === "none" ? null : (
          <td className="w-9">
            {choice === "closed" ? null : (
              <Checkbox aria-label={`Choose line ${row.line}`} state={choice === "taken" ? "on" : "off"} onToggle={onToggle} />
            )}
          </td>
        )}
        <td className="pr-3 text-right text-faint">{row.line}</td>
        <td className="px-3">
          <RowState row={row} />
        </td>
        {fields.map((field) => (
          <td
            key={field}
            title={row.values[field]}
            className={cn("max-w-56 truncate px-3 whitespace-nowrap", NUMERIC_FIELDS.has(field) && "text-right", wrong.has(field) && "text-loss")}
          >
            {row.values[field]}
          </td>
        ))}
        <td className="pl-3 text-right whitespace-nowrap">
          {mendable ? (
            <Button size="small" tone={row.status === "error" ? "secondary" : "quiet"} className={row.status === "error" ? undefined : "opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"} onClick={onMend}>
              {row.status === "error" ? "Mend" : "Edit"}
            </Button>
          ) : null}
          {file.state === "staged" && row.status === "skipped" ? (
            <Button size="small" tone="quiet" disabled={pending} onClick={() => choose("take")}>
              Take
            </Button>
          ) : null}
          {file.state === "staged" && row.status === "error" ? (
            <Button size="small" tone="quiet" disabled={pending} onClick={() => choose("skip")}>
              Skip
            </Button>
          ) : null}
        </td>
      </tr>
      {row.errors.length > 0 || row.changes.length > 0 ? (
        <tr className="border-b">
          <td colSpan={fields.length + (choice === "none" ? 3 : 4)} className="pb-2.5 pl-9 text-12">
            <RowRemarks row={row} />
          </td>
        </tr>
      ) : null}
    </>
  );
}
