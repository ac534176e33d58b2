import { Skeleton } from "@/ui/skeleton";

/** The size of a headline figure, its chart and a strip of figures. */
export function ChartSkeleton({ strips }: { strips: number }) {
  return (
    <div role="status" aria-label="Loading the chart">
      <Skeleton className="h-9 w-56 sm:h-12 sm:w-72" />
      <Skeleton className="mt-2 h-5 w-64" />
      <Skeleton className="mt-6 h-4 w-44" />
      <Skeleton className="mt-4 h-64 w-full rounded-panel md:h-80" />
      <div className="mt-8 h-9" />
      {Array.from({ length: strips }, (_, strip) => (
        <div key={strip} className="grid grid-cols-2 gap-6 border-t py-5 sm:grid-cols-3 lg:grid-cols-5">
          {Array.from({ length: 5 }, (_, figure) => (
            <div key={figure}>
              <Skeleton className="h-3 w-24" />
              <Skeleton className="mt-2 h-5 w-28" />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}
