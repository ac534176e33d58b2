import type { ReactNode } from "react";

type TableTwinProps = { caption: string; head: string[]; rows: ReactNode[][] };

/** The same figures as a table, one keystroke away from every chart. */
export function TableTwin({ caption, head, rows }: TableTwinProps) {
  return (
    <details className="group mt-2">
      <summary className="inline-flex h-7 list-none items-center rounded-mark text-12 text-muted transition-colors hover:text-text pointer-coarse:h-11 [&::-webkit-details-marker]:hidden">
        <span className="group-open:hidden">Show as table</span>
        <span className="hidden group-open:inline">Hide table</span>
      </summary>
      <div role="region" aria-label={caption} tabIndex={0} className="scroll-quiet relative mt-1 max-h-80 overflow-auto rounded-panel border">
        <table className="w-full text-13">
          <caption className="sr-only">{caption}</caption>
          <thead className="sticky top-0 bg-surface">
            <tr>
              {head.map((label, column) => (
                <th key={label} scope="col" className={`h-8 border-b px-3 text-12 font-medium text-muted ${column === 0 ? "text-left" : "text-right"}`}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((cells, row) => (
              <tr key={row} className="border-b last:border-0">
                {cells.map((cell, column) =>
                  column === 0 ? (
                    <th key={column} scope="row" className="h-8 px-3 text-left font-normal whitespace-nowrap">{cell}</th>
                  ) : (
                    <td key={column} className="h-8 px-3 text-right whitespace-nowrap">{cell}</td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
