import type { ImportRow } from "@/api/types";
import { Badge } from "@/ui/badge";
import { FIELD_LABELS, STATUS_LABELS, STATUS_TONES } from "./labels";

/** Only what needs a look is set off by colour. */
export function RowState({ row }: { row: ImportRow }) {
  const label = row.mended ? `${STATUS_LABELS[row.status]}, mended` : STATUS_LABELS[row.status];
  const tone = STATUS_TONES[row.status];
  if (tone === "plain") return <>{label}</>;
  return (
    <Badge tone={tone} className="-ml-1.5">
      {label}
    </Badge>
  );
}

/** What is wrong with a row, with line and column, and what it would change. */
export function RowRemarks({ row }: { row: ImportRow }) {
  return (
    <ul className="grid gap-0.5 text-12">
      {row.errors.map((error, index) => (
        <li key={index} className="text-loss">
          Line {row.line}
          {error.column === null ? "" : `, column ${error.column + 1}`}
          {error.field ? ` (${FIELD_LABELS[error.field]})` : ""}: {error.detail}
        </li>
      ))}
      {row.changes.map((change) => (
        <li key={change.field} className="text-info">
          {change.field}: recorded as {change.before ?? "nothing"}, the file says {change.after ?? "nothing"}
        </li>
      ))}
    </ul>
  );
}
