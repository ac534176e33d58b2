import { cn } from "@/lib/cn";

type AmountBarProps = {
  /** Between -1 and 1 of the widest bar beside it. */
  fraction: number;
  /** From the left edge, or to both sides of a line in the middle. */
  from: "left" | "middle";
};

/** A bar within a table's row; the figure stands beside it, so it says nothing itself. */
export function AmountBar({ fraction, from }: AmountBarProps) {
  const size = Math.min(Math.abs(fraction), 1) * (from === "middle" ? 50 : 100);
  if (from === "left") {
    return (
      <span aria-hidden className="block h-2 rounded-full bg-raised">
        <span className={cn("block h-full rounded-full", fraction < 0 ? "bg-loss" : "bg-chart-1")} style={{ width: `${size}%` }} />
      </span>
    );
  }
  return (
    <span aria-hidden className="relative block h-3">
      <span className="absolute inset-y-[-6px] left-1/2 w-px bg-line-strong" />
      <span
        className={cn("absolute inset-y-0 rounded-[3px]", fraction < 0 ? "bg-loss" : "bg-gain")}
        style={fraction < 0 ? { right: "50%", width: `${size}%` } : { left: "50%", width: `${size}%` }}
      />
    </span>
  );
}
