import type { Transaction } from "@/api/types";
import { Money } from "@/ui/money";
import { Quantity } from "@/ui/quantity";

type SideFigureProps = { side: Transaction };

/** What moved: money, or units of an instrument. */
export function SideFigure({ side }: SideFigureProps) {
  if (!side.instrument) return <Money value={{ amount: side.amount ?? null, currency: side.currency }} className="shrink-0 font-medium" />;
  return (
    <span className="shrink-0 font-medium">
      <Quantity value={side.quantity} /> {side.instrument_symbol}
    </span>
  );
}
