"use client";

import { createContext, useContext, useMemo, useRef, useState, type ReactNode } from "react";
import { useCan } from "@/features/permissions/public";
import { Checkbox } from "@/ui/checkbox";
import { type Chosen, NOTHING, pageState, toggled } from "./selection";

type Selection = {
  chosen: Chosen;
  order: readonly string[];
  choose: (chosen: Chosen) => void;
  toggle: (id: string, range: boolean) => void;
};

const SelectionContext = createContext<Selection | null>(null);

export function useSelection(): Selection {
  const selection = useContext(SelectionContext);
  if (!selection) throw new Error("no SelectionProvider above");
  return selection;
}

type SelectionProviderProps = { order: readonly string[]; children: ReactNode };

/** Which rows of the list are chosen. Another page or filter starts afresh: give it another key. */
export function SelectionProvider({ order, children }: SelectionProviderProps) {
  const [chosen, choose] = useState<Chosen>(NOTHING);
  const anchor = useRef<string | null>(null);
  const value = useMemo(
    () => ({
      chosen,
      order,
      choose,
      toggle: (id: string, range: boolean) => {
        const from = range ? anchor.current : null;
        choose((before) => toggled(before, order, id, from));
        anchor.current = id;
      },
    }),
    [chosen, order],
  );
  return <SelectionContext.Provider value={value}>{children}</SelectionContext.Provider>;
}

/** One row's box; with Shift, all from the box before. */
export function RowCheckbox({ id, name }: { id: string; name: string }) {
  const { chosen, toggle } = useSelection();
  const range = useRef(false);
  if (!useCan()("edit_transactions")) return null;
  const on = chosen.kind === "matching" || chosen.ids.has(id);
  return (
    <span
      onClickCapture={(event) => {
        range.current = event.shiftKey;
      }}
    >
      <Checkbox aria-label={`Choose ${name}`} state={on ? "on" : "off"} onToggle={() => toggle(id, range.current)} />
    </span>
  );
}

export function PageCheckbox() {
  const { chosen, order, choose } = useSelection();
  if (!useCan()("edit_transactions")) return null;
  const state = pageState(chosen, order);
  return (
    <Checkbox
      aria-label="Choose all on this page"
      state={state}
      onToggle={() => choose(state === "on" ? NOTHING : { kind: "rows", ids: new Set(order) })}
    />
  );
}

