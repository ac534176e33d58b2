"use client";

import { useState } from "react";
import type { Import, ImportRow } from "@/api/types";
import { Segmented } from "@/ui/segmented";
import { type ImportAddress, importAddress } from "./address";
import { CommitBar } from "./commit-bar";
import { ImportRows } from "./import-rows";
import { STATUS_LABELS, STATUSES } from "./labels";
import { MendDialog } from "./mend-dialog";
import { RowPages } from "./row-pages";

type ImportWorkbenchProps = {
  file: Import;
  etag?: string;
  rows: ImportRow[];
  nextCursor: string | null;
  address: ImportAddress;
};

/** The rows of the file and what is to become of them. The choice of rows outlives a change of page. */
export function ImportWorkbench({ file, etag, rows, nextCursor, address }: ImportWorkbenchProps) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [mended, setMended] = useState<ImportRow | null>(null);
  const present = STATUSES.filter((status) => file.counts[status] > 0);

  return (
    <section aria-label="Rows">
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b pb-2">
        <h2 className="text-14 font-medium">Rows</h2>
        <Segmented
          label="Rows by state"
          value={address.status ?? ""}
          segments={[
            { value: "", label: `All ${file.counts.total}`, href: importAddress(file.id, {}) },
            ...present.map((status) => ({
              value: status,
              label: `${STATUS_LABELS[status]} ${file.counts[status]}`,
              href: importAddress(file.id, { status }),
            })),
          ]}
        />
      </div>
      <ImportRows file={file} rows={rows} chosen={chosen} onChosen={setChosen} onMend={setMended} />
      <RowPages id={file.id} address={address} nextCursor={nextCursor} />
      {file.state === "staged" || file.counts.new > 0 ? <CommitBar key={file.suggested_profile} file={file} etag={etag} chosen={chosen} onCommitted={() => setChosen(new Set())} /> : null}
      {mended ? <MendDialog key={mended.row} file={file} row={mended} onClose={() => setMended(null)} /> : null}
    </section>
  );
}
