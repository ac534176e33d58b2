"use client";

import { useCan } from "@/features/permissions/public";
import { Dialog } from "@/ui/dialog";
import { Kbd } from "@/ui/kbd";
import { navFor, SETTINGS } from "./nav";

type KeysDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

const ADD: [string[], string] = [["n"], "Add a transaction"];
const GENERAL: [string[], string][] = [
  [["/"], "Search or jump to"],
  [["?"], "Show these keys"],
  [["Esc"], "Close what is open"],
];

const CHART: [string[], string][] = [
  [["←", "→"], "Walk the days"],
  [["Shift", "←", "→"], "Measure"],
  [["Home", "End"], "First, last day"],
];

export function KeysDialog({ open, onOpenChange }: KeysDialogProps) {
  const can = useCan();
  const goTo: [string[], string][] = [...navFor(can), SETTINGS].map((item) => [["g", item.key], item.label]);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Keyboard shortcuts">
      <div className="grid gap-6 pt-1 sm:grid-cols-2">
        <KeyList title="Go to" keys={goTo} />
        <div className="grid content-start gap-6">
          <KeyList title="Everywhere" keys={can("edit_transactions") ? [ADD, ...GENERAL] : GENERAL} />
          <KeyList title="On a chart" keys={CHART} />
        </div>
      </div>
    </Dialog>
  );
}

function KeyList({ title, keys }: { title: string; keys: [string[], string][] }) {
  return (
    <section>
      <h3 className="mb-2 text-12 text-muted">{title}</h3>
      <dl className="grid gap-2 text-13">
        {keys.map(([combination, label]) => (
          <div key={label} className="flex items-center justify-between gap-4">
            <dt>{label}</dt>
            <dd className="flex gap-1">
              {combination.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
