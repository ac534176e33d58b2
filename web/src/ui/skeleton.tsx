import { cn } from "@/lib/cn";

/** Holds the place at the final size, so that nothing jumps. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden className={cn("block animate-pulse rounded-mark bg-raised", className)} />;
}
