import { Skeleton } from "@/ui/skeleton";
import { SkeletonRows } from "@/ui/skeleton-rows";

export default function AppLoading() {
  return (
    <>
      <Skeleton className="mb-8 h-7 w-40" />
      <SkeletonRows rows={12} label="Loading the screen" />
    </>
  );
}
