import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

const badgeStyle = cva(
  "inline-flex h-5 items-center gap-1 rounded-mark px-1.5 text-12 whitespace-nowrap [&_svg]:size-3",
  {
    variants: {
      tone: {
        plain: "bg-raised text-muted",
        accent: "bg-accent-soft text-accent",
        gain: "bg-gain-soft text-gain",
        loss: "bg-loss-soft text-loss",
        warning: "bg-warning-soft text-warning",
        info: "bg-info-soft text-info",
      },
    },
    defaultVariants: { tone: "plain" },
  },
);

type BadgeProps = ComponentProps<"span"> & VariantProps<typeof badgeStyle>;

export function Badge({ className, tone, ...rest }: BadgeProps) {
  return <span data-slot="badge" className={cn(badgeStyle({ tone }), className)} {...rest} />;
}
