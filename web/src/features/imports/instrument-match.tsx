"use client";

import { useState } from "react";
import type { ImportInstrument } from "@/api/types";
import { InstrumentPicker } from "@/features/transactions/public";
import { Badge } from "@/ui/badge";
import { Button } from "@/ui/button";
import { Field } from "@/ui/field";
import { Quantity } from "@/ui/quantity";
import { Select } from "@/ui/select";
import { candidateLabel, MATCH_LABELS, writtenAs } from "./matches";

type InstrumentMatchProps = { match: ImportInstrument; busy: boolean; onUse: (use: string) => void };

const NEW = "new";
const ANOTHER = "another";

export function InstrumentMatch({ match, busy, onUse }: InstrumentMatchProps) {
  const [searching, setSearching] = useState(false);
  const written = writtenAs(match);
  const taken = match.instrument;
  const offered = match.candidates.flatMap((candidate) => (candidate.instrument ? [{ ...candidate, instrument: candidate.instrument }] : []));
  const apart = taken && !offered.some(({ instrument }) => instrument.id === taken.id) ? taken : null;

  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b py-3 last:border-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex items-center gap-2">
          <span className="truncate text-13 font-medium" title={written}>
            {written}
          </span>
          {match.unsure ? <Badge tone="warning">Which one?</Badge> : null}
        </p>
        <p className="text-12 text-muted">
          <Quantity value={String(match.rows)} /> {match.rows === 1 ? "row" : "rows"} · {MATCH_LABELS[match.match]}
        </p>
      </div>
      <div className="flex w-full items-end gap-2 sm:w-80">
        {searching ? (
          <>
            <Field label={`Search for ${written}`} className="flex-1">
              {(control) => <InstrumentPicker control={control} chosen={null} required={false} onChoose={(instrument) => (instrument ? onUse(instrument.id) : undefined)} />}
            </Field>
            <Button tone="quiet" onClick={() => setSearching(false)}>
              Cancel
            </Button>
          </>
        ) : (
          <Select
            aria-label={`Instrument for ${written}`}
            disabled={busy}
            value={taken?.id ?? NEW}
            onChange={(event) => (event.target.value === ANOTHER ? setSearching(true) : onUse(event.target.value))}
          >
            {apart ? <option value={apart.id}>{`${apart.symbol} · ${apart.name}`}</option> : null}
            {offered.map((candidate) => (
              <option key={candidate.instrument.id} value={candidate.instrument.id}>
                {candidateLabel(candidate)}
              </option>
            ))}
            <option value={NEW}>A new instrument</option>
            <option value={ANOTHER}>Search for another one…</option>
          </Select>
        )}
        {match.match === "chosen" && !searching ? (
          <Button tone="quiet" disabled={busy} onClick={() => onUse("automatic")} aria-label={`Take the choice for ${written} back`}>
            Undo
          </Button>
        ) : null}
      </div>
    </li>
  );
}
