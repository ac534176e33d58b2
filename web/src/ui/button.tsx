import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

export const buttonStyle = cva(
  "target inline-flex shrink-0 items-center justify-center gap-2 rounded-control font-medium whitespace-nowrap select-none transition-colors disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        primary: "bg-accent text-on-accent hover:bg-accent-hover",
        secondary: "border border-line-strong bg-surface text-text hover:bg-raised",
        quiet: "text-muted hover:bg-raised hover:text-text",
        danger: "border border-line-strong bg-surface text-loss hover:bg-loss-soft",
      },
      size: {
        small: "h-8 px-3 text-13",
        medium: "h-9 px-4 text-14",
        large: "h-11 px-5 text-14",
        icon: "size-9 pointer-coarse:size-11",
        iconSmall: "size-7 rounded-mark pointer-coarse:size-11",
      },
    },
    defaultVariants: { tone: "secondary", size: "medium" },
  },
);

type ButtonProps = ComponentProps<"button"> & VariantProps<typeof buttonStyle> & { asChild?: boolean };

/** With `asChild` the style goes to the one child, a link for example. */
export function Button({ className, tone, size, asChild, type, ...rest }: ButtonProps) {
  const classes = cn(buttonStyle({ tone, size }), className);
  if (asChild) return <Slot.Root data-slot="button" className={classes} {...rest} />;
  return <button data-slot="button" type={type ?? "button"} className={classes} {...rest} />;
}
