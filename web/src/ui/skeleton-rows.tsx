import { Skeleton } from "./skeleton";

const WIDTHS = ["w-40", "w-56", "w-32", "w-48", "w-44"];

export function SkeletonRows({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-11 items-center justify-between border-b last:border-0 md:h-9">
          <Skeleton className={`h-3 max-w-[50%] ${WIDTHS[row % WIDTHS.length]}`} />
          <Skeleton className="h-3 w-20" />
        </div>
      ))}
    </div>
  );
}
