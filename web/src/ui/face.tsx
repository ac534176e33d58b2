import { cn } from "@/lib/cn";

type FaceProps = { name: string; picture?: string | null; className?: string };

/** A person's picture, or their initials; decoration beside the name. */
export function Face({ name, picture, className }: FaceProps) {
  return (
    <span
      aria-hidden
      // Drawn, not written: the button around it is called by the whole name.
      data-initials={picture ? undefined : initialsOf(name)}
      className={cn(
        "flex size-8 shrink-0 items-center justify-center overflow-hidden rounded-full bg-accent-soft text-12 font-medium text-accent",
        "before:content-[attr(data-initials)]",
        className,
      )}
    >
      {/* eslint-disable-next-line @next/next/no-img-element -- small, private and never resized */}
      {picture ? <img src={picture} alt="" className="size-full object-cover" /> : null}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0]?.toUpperCase() ?? "").join("");
}
