import { cn } from "@/lib/cn";

/** A coffer seen from the front: lid, seam and lock, the lock's bolt being a rising line. */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden className={cn("size-6 text-accent", className)}>
      <path
        fill="currentColor"
        d="M8.5 4h15A6.5 6.5 0 0 1 30 10.5V13.5H20.7a4.8 4.8 0 0 0-9.4 0H2V10.5A6.5 6.5 0 0 1 8.5 4Z"
      />
      <path
        fill="currentColor"
        d="M2 15.5h9.3a4.8 4.8 0 0 0 9.4 0H30V24a4 4 0 0 1-4 4H6a4 4 0 0 1-4-4Z"
      />
      <circle cx="16" cy="14.5" r="2.6" fill="currentColor" />
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={cn("inline-flex items-center gap-2.5", className)}>
      <LogoMark />
      <span className="text-16 font-medium tracking-[-0.015em]">Coffer</span>
    </span>
  );
}
