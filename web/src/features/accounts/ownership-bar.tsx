import { CHART_BACKGROUND } from "@/charts/palette";
import { signOf } from "@/lib/decimal";
import { restOf } from "./ownership";

export type Person = { user: string; name: string };

type OwnershipBarProps = { parts: Record<string, string>; people: Person[] };

/** The parts side by side; what belongs to nobody of the household is hatched. */
export function OwnershipBar({ parts, people }: OwnershipBarProps) {
  const rest = restOf(parts);
  return (
    <div aria-hidden className="flex h-3 w-full gap-0.5 overflow-hidden rounded-full">
      {people.map(({ user }, index) =>
        parts[user] ? <span key={user} className={personColour(index)} style={{ flexBasis: 0, flexGrow: Number(parts[user]) }} /> : null,
      )}
      {signOf(rest) > 0 ? <span className="hatched" style={{ flexBasis: 0, flexGrow: Number(rest) }} /> : null}
    </div>
  );
}

export function personColour(index: number): string {
  return CHART_BACKGROUND[index % CHART_BACKGROUND.length] ?? CHART_BACKGROUND[0];
}
