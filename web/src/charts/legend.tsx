import { cn } from "@/lib/cn";
import type { MarkKey } from "./readout";

type LegendItem = { label: string; mark: MarkKey };

const MARKS: Record<MarkKey, string> = {
  value: "h-0.5 w-4 rounded-full bg-accent",
  base: "h-px w-4 bg-control",
  beside: "h-0.5 w-4 rounded-full bg-chart-4",
  part1: "size-2.5 rounded-[3px] bg-chart-1",
  part2: "size-2.5 rounded-[3px] bg-chart-4",
  part3: "size-2.5 rounded-[3px] bg-chart-6",
};

export function Legend({ items }: { items: LegendItem[] }) {
  return (
    <ul className="mb-4 flex flex-wrap gap-x-4 gap-y-1 text-12 text-muted">
      {items.map((item) => (
        <li key={item.label} className="inline-flex items-center gap-2">
          <span aria-hidden className={cn("shrink-0", MARKS[item.mark])} />
          {item.label}
        </li>
      ))}
    </ul>
  );
}
