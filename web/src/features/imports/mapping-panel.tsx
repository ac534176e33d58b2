"use client";

import type { Import, ImportField } from "@/api/types";
import { cn } from "@/lib/cn";
import { FormProblem } from "@/ui/form-problem";
import { Panel } from "@/ui/panel";
import { Select } from "@/ui/select";
import { FIELD_LABELS, KIND_FIELDS } from "./labels";
import { useUpdateImport } from "./use-update-import";

type MappingPanelProps = { file: Import; etag?: string };

/** Each column of the file, what it holds, and what it means. */
export function MappingPanel({ file, etag }: MappingPanelProps) {
  const { update, problem, busy } = useUpdateImport(file, etag);
  const fields = KIND_FIELDS[file.kind];
  const read = file.columns.filter((column) => column.field !== null).length;

  const change = (column: number, value: string) => {
    const field = fields.find((each) => each === value) ?? null;
    void update((latest) => ({
      mapping: latest.columns.map((each) => ({
        column: each.column,
        field: each.column === column ? field : freed(each.field, field, latest.kind),
      })),
    }));
  };

  return (
    <Panel title="Columns" note={`${read} of ${file.columns.length} are read`}>
      <div role="region" aria-label="Columns of the file" tabIndex={0} className="scroll-quiet relative overflow-x-auto">
        <ul className="flex w-max min-w-full gap-3 py-4">
          {file.columns.map((column) => (
            <li key={column.column} className={cn("flex w-40 shrink-0 flex-col gap-2 border-l pl-3", !column.field && "text-muted")}>
              <p className="truncate text-13 font-medium" title={column.name}>
                {column.name || `Column ${column.column + 1}`}
              </p>
              <Select
                aria-label={`Meaning of column ${column.name || column.column + 1}`}
                disabled={busy}
                value={column.field ?? ""}
                onChange={(event) => change(column.column, event.target.value)}
              >
                <option value="">Not read</option>
                {fields.map((field) => (
                  <option key={field} value={field}>
                    {FIELD_LABELS[field]}
                  </option>
                ))}
              </Select>
              <ul className="text-12 text-muted">
                {column.samples.map((sample, index) => (
                  <li key={index} className="tabular truncate" title={sample}>
                    {sample || "–"}
                  </li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </div>
      {problem ? <FormProblem title={problem.title} detail={problem.detail ?? problem.errors[0]?.detail} traceId={problem.traceId} /> : null}
    </Panel>
  );
}

/** A meaning belongs to one column, but each currency's column of a rates file is a rate. */
function freed(current: ImportField | null, taken: ImportField | null, kind: Import["kind"]): ImportField | null {
  const shared = kind === "fx" && taken === "rate";
  return current === taken && !shared ? null : current;
}
