"use client";

import { useState } from "react";
import type { Import, ImportInstrument } from "@/api/types";
import { Button } from "@/ui/button";
import { ProblemNote } from "@/ui/form-problem";
import { Panel } from "@/ui/panel";
import { InstrumentMatch } from "./instrument-match";
import { matchKey, worthALook } from "./matches";
import { useUpdateImport } from "./use-update-import";

type InstrumentMatchesProps = { file: Import; etag?: string; matches: ImportInstrument[] };

/** What the rows call instruments, and which each one is; a choice holds for all rows that call it so. */
export function InstrumentMatches({ file, etag, matches }: InstrumentMatchesProps) {
  const { update, problem, busy } = useUpdateImport(file, etag);
  const [all, setAll] = useState(false);
  const { total, unsure } = file.instruments;
  if (total === 0) return null;
  const shown = all ? matches : worthALook(matches);
  const hidden = total - shown.length;

  return (
    <Panel
      title="Instruments"
      note={unsure > 0 ? `${unsure} of ${total} could be another one` : total === 1 ? "1, found or to be added" : `${total}, each found or to be added`}
    >
      <ul aria-label="Instruments of the file" className="pt-1">
        {shown.map((match) => (
          <InstrumentMatch
            key={matchKey(match)}
            match={match}
            busy={busy}
            onUse={(use) => void update({ instruments: [{ symbol: match.symbol, isin: match.isin, name: match.name, use }] })}
          />
        ))}
      </ul>
      {hidden > 0 && !all ? (
        <Button tone="quiet" className="mt-2" onClick={() => setAll(true)}>
          Show all {matches.length}
        </Button>
      ) : null}
      {all && matches.length < total ? <p className="pt-3 text-12 text-muted">The first {matches.length} of {total}.</p> : null}
      <ProblemNote problem={problem} />
    </Panel>
  );
}
