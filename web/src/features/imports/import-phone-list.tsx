import type { ImportField, ImportRow } from "@/api/types";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import type { RowChoice } from "./import-row-line";
import { RowRemarks, RowState } from "./row-state";

type ImportPhoneListProps = {
  rows: ImportRow[];
  fields: ImportField[];
  choiceOf: (row: ImportRow) => RowChoice;
  onToggle: (row: ImportRow) => void;
  onMend: (row: ImportRow) => void;
};

const HEADLINE: ImportField[] = ["type", "symbol", "isin", "name", "from", "to"];
const FIGURE: ImportField[] = ["amount", "close", "rate", "price", "quantity"];

/** On a phone a row becomes two lines: what it is and its figure, where it stands and its state. */
export function ImportPhoneList({ rows, fields, choiceOf, onToggle, onMend }: ImportPhoneListProps) {
  const headline = HEADLINE.filter((field) => fields.includes(field)).slice(0, 2);
  const figure = FIGURE.find((field) => fields.includes(field));
  return (
    <ul className="md:hidden">
      {rows.map((row) => {
        const choice = choiceOf(row);
        return (
          <li key={row.row} className="flex gap-3 border-b py-2.5">
            {choice === "open" || choice === "taken" ? (
              <Checkbox aria-label={`Choose line ${row.line}`} state={choice === "taken" ? "on" : "off"} onToggle={() => onToggle(row)} className="mt-0.5 shrink-0" />
            ) : null}
            <div className="min-w-0 flex-1">
              <p className="flex justify-between gap-4 text-14">
                <span className="truncate">{headline.map((field) => row.values[field]).filter(Boolean).join(" ")}</span>
                <span className="tabular shrink-0 font-medium">{figure ? row.values[figure] : null}</span>
              </p>
              <p className="tabular mt-0.5 flex justify-between gap-4 text-12 text-muted">
                <span className="truncate">
                  Line {row.line} · {row.values.date}
                </span>
                <span className="shrink-0">
                  <RowState row={row} />
                </span>
              </p>
              {row.errors.length > 0 || row.changes.length > 0 ? (
                <div className="mt-1.5">
                  <RowRemarks row={row} />
                </div>
              ) : null}
              {row.status === "error" ? (
                <Button size="small" className="mt-2" onClick={() => onMend(row)}>
                  Mend
                </Button>
              ) : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
