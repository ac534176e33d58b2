"use client";

import { Plus } from "lucide-react";
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import type { InstrumentReference } from "@/api/types";
import { Allowed, useCan } from "@/features/permissions/public";
import { cn } from "@/lib/cn";
import { type ControlIds, Input } from "@/ui/field";
import { NewInstrumentDialog } from "./new-instrument-dialog";

type InstrumentPickerProps = {
  control: ControlIds;
  chosen: InstrumentReference | null;
  required: boolean;
  onChoose: (instrument: InstrumentReference | null) => void;
};

const TYPING_MS = 200;

/** Finds an instrument while someone types; what is not there yet can be added on the spot. */
export function InstrumentPicker({ control, chosen, required, onChoose }: InstrumentPickerProps) {
  const listId = useId();
  const can = useCan();
  const [words, setWords] = useState(chosen ? label(chosen) : "");
  const [found, setFound] = useState<InstrumentReference[]>([]);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const [adding, setAdding] = useState(false);

  useEffect(() => {
    const wanted = words.trim();
    if (!open || wanted === "") return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      void toLoaded(
        browserApi.GET("/v1/instruments", { params: { query: { q: wanted, limit: 8 } }, signal: stop.signal }),
      ).then((loaded) => {
        if (stop.signal.aborted || !loaded.ok) return;
        setFound(loaded.data.items);
        setActive(0);
      });
    }, TYPING_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [words, open]);

  const choose = (instrument: InstrumentReference) => {
    onChoose(instrument);
    setWords(label(instrument));
    setOpen(false);
    setAdding(false);
  };

  const count = found.length + (can("edit_instruments") ? 1 : 0);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (count > 0) setActive((active + (event.key === "ArrowDown" ? 1 : -1) + count) % count);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const instrument = found[active];
      if (instrument) choose(instrument);
      else if (can("edit_instruments")) setAdding(true);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      setOpen(false);
    }
  };

  return (
    <div className="relative" onBlur={(event) => (event.currentTarget.contains(event.relatedTarget) ? undefined : setOpen(false))}>
      <Input
        {...control}
        role="combobox"
        aria-expanded={open}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={open ? `${listId}-${active}` : undefined}
        autoComplete="off"
        required={required}
        placeholder="Symbol, name or ISIN"
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          if (chosen) onChoose(null);
          setOpen(event.target.value.trim() !== "");
        }}
        onKeyDown={onKeyDown}
      />
      {open ? (
        <ul id={listId} role="listbox" aria-label="Instruments" className="absolute inset-x-0 top-full z-10 mt-1 rounded-panel bg-overlay p-1 shadow-overlay">
          {found.map((instrument, index) => (
            <Option key={instrument.id} id={`${listId}-${index}`} selected={index === active} onChoose={() => choose(instrument)}>
              <span className="w-16 shrink-0 truncate font-medium">{instrument.symbol}</span>
              <span className="truncate text-muted">{instrument.name}</span>
            </Option>
          ))}
          <Allowed to="edit_instruments">
            <Option id={`${listId}-${found.length}`} selected={active === found.length} onChoose={() => setAdding(true)}>
              <Plus aria-hidden className="size-4 text-faint" />
              <span className="truncate">Add “{words.trim()}”</span>
            </Option>
          </Allowed>
        </ul>
      ) : null}
      {adding ? <NewInstrumentDialog symbol={words.trim()} onClose={() => setAdding(false)} onAdded={choose} /> : null}
    </div>
  );
}

type OptionProps = { id: string; selected: boolean; onChoose: () => void; children: ReactNode };

function Option({ id, selected, onChoose, children }: OptionProps) {
  return (
    <li
      id={id}
      role="option"
      aria-selected={selected}
      onPointerDown={(event) => {
        event.preventDefault();
        onChoose();
      }}
      className={cn("flex h-9 cursor-default items-center gap-2 rounded-mark px-2.5 text-13 hover:bg-raised pointer-coarse:h-11", selected && "bg-raised")}
    >
      {children}
    </li>
  );
}

function label(instrument: InstrumentReference): string {
  return instrument.name === instrument.symbol ? instrument.symbol : `${instrument.symbol} · ${instrument.name}`;
}
