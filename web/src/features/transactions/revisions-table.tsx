import { cn } from "@/lib/cn";
import { Day } from "@/ui/day";
import { Quantity } from "@/ui/quantity";
import { type CellValue, REVISION_WORDS, type RevisionRow } from "./revisions";

type Head = { revision: number; change: keyof typeof REVISION_WORDS; who: string; when: string; reason: string | null };

type RevisionsTableProps = { heads: Head[]; rows: RevisionRow[] };

/** Revisions side by side, latest first; what a revision changed stands out. */
export function RevisionsTable({ heads, rows }: RevisionsTableProps) {
  return (
    <div role="region" aria-label="Versions side by side" tabIndex={0} className="scroll-quiet overflow-x-auto">
      <table className="text-13">
        <thead>
          <tr className="border-b align-top">
            <th scope="col" className="sticky left-0 z-10 min-w-28 bg-paper py-3 pr-4">
              <span className="sr-only">Field</span>
            </th>
            {heads.map((head, index) => (
              <th key={head.revision} scope="col" className="min-w-48 px-3 py-3 text-left font-normal">
                <span className="block font-medium">{index === 0 ? "As it stands" : `Version ${head.revision}`}</span>
                <span className="block text-12 text-muted">
                  {head.who} {REVISION_WORDS[head.change]}
                </span>
                <span className="block text-12 text-muted">{head.when}</span>
                {head.reason ? <span className="mt-1 block max-w-56 text-12 break-words">“{head.reason}”</span> : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.field} className="h-9 border-b">
              <th scope="row" className="sticky left-0 z-10 bg-paper pr-4 text-left font-normal whitespace-nowrap text-muted">
                {row.label}
              </th>
              {row.cells.map(({ value, changed }, index) => (
                <td key={index} className="px-3 py-1.5">
                  <span className={cn("max-w-56 break-words", changed ? "rounded-mark bg-accent-soft px-1.5 py-0.5 font-medium" : index > 0 && "text-muted")}>
                    <Cell value={value} />
                    {changed ? <span className="sr-only">, changed here</span> : null}
                  </span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ value }: { value: CellValue }) {
  if (value === null) return <span className="text-faint">–</span>;
  if (value.kind === "date") return <Day date={value.text} />;
  if (value.kind === "money") return <Quantity value={value.text} min={2} />;
  if (value.kind === "number") return <Quantity value={value.text} />;
  return value.text;
}
