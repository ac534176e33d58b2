"use client";

import type { Import, ImportField, ImportRow } from "@/api/types";
import { cn } from "@/lib/cn";
import { Checkbox } from "@/ui/checkbox";
import { FIELD_LABELS, KIND_FIELDS, NUMERIC_FIELDS } from "./labels";
import { ImportPhoneList } from "./import-phone-list";
import { ImportRowLine, type RowChoice } from "./import-row-line";

type ImportRowsProps = {
  file: Import;
  rows: ImportRow[];
  chosen: ReadonlySet<number>;
  onChosen: (chosen: ReadonlySet<number>) => void;
  onMend: (row: ImportRow) => void;
};

/** Rows that a commit may take; a duplicate only by explicit choice. */
function isOffered(row: ImportRow): boolean {
  return row.status === "new" || row.status === "changed" || row.status === "duplicate";
}

export function ImportRows({ file, rows, chosen, onChosen, onMend }: ImportRowsProps) {
  const shown = fieldsShown(file, rows);
  const offered = rows.filter(isOffered);
  const taken = offered.filter((row) => chosen.has(row.row)).length;
  const choosing = file.state === "staged";

  const toggle = (row: ImportRow) => {
    const next = new Set(chosen);
    if (!next.delete(row.row)) next.add(row.row);
    onChosen(next);
  };

  const toggleAll = () => {
    const next = new Set(chosen);
    for (const row of offered) {
      if (taken === offered.length) next.delete(row.row);
      else next.add(row.row);
    }
    onChosen(next);
  };

  if (rows.length === 0) return <p className="py-10 text-center text-13 text-muted">No row in this state.</p>;

  const choiceOf = (row: ImportRow): RowChoice =>
    !choosing ? "none" : !isOffered(row) ? "closed" : chosen.has(row.row) ? "taken" : "open";

  return (
    <>
      <ImportPhoneList rows={rows} fields={shown} choiceOf={choiceOf} onToggle={toggle} onMend={onMend} />
      <div role="region" aria-label="Rows of the file" tabIndex={0} className="scroll-quiet relative hidden overflow-x-auto md:block xl:overflow-visible">
        <table className="w-full min-w-[860px] text-13">
          <thead className="sticky-head">
            <tr className="border-b text-12 text-muted">
              {choosing ? (
                <th scope="col" className="h-9 w-9 text-left font-normal">
                  <Checkbox
                    aria-label="Choose all rows of this page"
                    disabled={offered.length === 0}
                    state={taken === 0 ? "off" : taken === offered.length ? "on" : "some"}
                    onToggle={toggleAll}
                  />
                </th>
              ) : null}
              <th scope="col" className="h-9 w-14 pr-3 text-right font-normal">Line</th>
              <th scope="col" className="w-28 px-3 text-left font-normal">State</th>
              {shown.map((field) => (
                <th key={field} scope="col" className={cn("px-3 font-normal whitespace-nowrap", NUMERIC_FIELDS.has(field) ? "text-right" : "text-left")}>
                  {FIELD_LABELS[field]}
                </th>
              ))}
              <th scope="col" className="w-24 pl-3">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <ImportRowLine
                key={row.row}
                file={file}
                row={row}
                fields={shown}
                choice={choiceOf(row)}
                onToggle={() => toggle(row)}
                onMend={() => onMend(row)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** The mapped fields, in the order of Coffer's own file, without those that are empty on the whole page. */
function fieldsShown(file: Import, rows: ImportRow[]): ImportField[] {
  const mapped = new Set(file.columns.map((column) => column.field));
  return KIND_FIELDS[file.kind].filter(
    (field) => rows.some((row) => row.values[field]) || (mapped.has(field) && rows.some((row) => row.errors.some((error) => error.field === field))),
  );
}
