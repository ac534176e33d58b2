"use client";

import { Check } from "lucide-react";
import { DropdownMenu as Primitive } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/lib/cn";

type MenuProps = { trigger: ReactNode; align?: "start" | "end"; label?: string; children: ReactNode };

export function Menu({ trigger, align = "end", label, children }: MenuProps) {
  return (
    <Primitive.Root modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
          className="z-50 min-w-48 animate-fade rounded-panel bg-overlay p-1 shadow-overlay"
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

const itemStyle =
  "flex h-8 w-full cursor-default items-center gap-2.5 rounded-mark px-2.5 text-13 outline-none select-none data-[highlighted]:bg-raised data-[disabled]:opacity-50 pointer-coarse:h-11 [&_svg]:size-4 [&_svg]:text-faint";

type ItemProps = ComponentProps<typeof Primitive.Item> & { tone?: "plain" | "danger" };

export function MenuItem({ className, tone = "plain", ...rest }: ItemProps) {
  return (
    <Primitive.Item
      className={cn(itemStyle, tone === "danger" && "text-loss [&_svg]:text-loss", className)}
      {...rest}
    />
  );
}

type ChoiceProps = ComponentProps<typeof Primitive.RadioItem>;

export const MenuChoices = Primitive.RadioGroup;

export function MenuChoice({ className, children, ...rest }: ChoiceProps) {
  return (
    <Primitive.RadioItem className={cn(itemStyle, className)} {...rest}>
      <span className="flex-1 truncate">{children}</span>
      <Primitive.ItemIndicator>
        <Check aria-hidden className="!text-accent" />
      </Primitive.ItemIndicator>
    </Primitive.RadioItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Primitive.Label className="px-2.5 py-1.5 text-12 text-faint">{children}</Primitive.Label>;
}

export function MenuLine() {
  return <Primitive.Separator className="my-1 h-px bg-line" />;
}
