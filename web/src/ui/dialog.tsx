"use client";

import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Button } from "./button";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: ReactNode;
  /** A dialog in the middle, or a sheet from the right, wide for two columns; on a phone all rise from below. */
  shape?: "dialog" | "sheet" | "wide";
  /** `chosen`: only what its footer offers closes it, for what is shown once. */
  closing?: "easy" | "chosen";
  children: ReactNode;
  footer?: ReactNode;
};

const SHAPES = {
  dialog:
    "sm:top-1/2 sm:left-1/2 sm:bottom-auto sm:right-auto sm:w-[min(480px,calc(100vw-48px))] sm:max-h-[min(680px,calc(100dvh-64px))] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:rounded-panel sm:animate-fade",
  sheet:
    "sm:inset-y-2 sm:right-2 sm:left-auto sm:bottom-2 sm:w-[min(460px,calc(100vw-48px))] sm:max-h-none sm:rounded-panel sm:animate-slide",
  wide: "sm:inset-y-2 sm:right-2 sm:left-auto sm:bottom-2 sm:w-[min(880px,calc(100vw-48px))] sm:max-h-none sm:rounded-panel sm:animate-slide",
};

/** The first field where there is one, else the dialog itself: not the button that closes it. */
function focusFirstField(event: Event): void {
  event.preventDefault();
  if (!(event.target instanceof HTMLElement)) return;
  const field = event.target.querySelector<HTMLElement>("form :is(input:not([type=hidden]):not([readonly]), select, textarea)");
  (field ?? event.target).focus();
}

const stay = (event: Event) => event.preventDefault();

export function Dialog({ open, onOpenChange, title, description, shape = "dialog", closing = "easy", children, footer }: DialogProps) {
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim" />
        <Primitive.Content
          data-slot={shape}
          onOpenAutoFocus={focusFirstField}
          onInteractOutside={closing === "chosen" ? stay : undefined}
          onEscapeKeyDown={closing === "chosen" ? stay : undefined}
          {...(description ? {} : { "aria-describedby": undefined })}
          className={cn(
            "fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] animate-rise flex-col rounded-t-panel bg-overlay shadow-overlay outline-none",
            SHAPES[shape],
          )}
        >
          <header className="flex items-start justify-between gap-4 px-4 pt-4 pb-3 sm:px-6 sm:pt-5">
            <div className="min-w-0">
              <Primitive.Title className="text-16 font-medium">{title}</Primitive.Title>
              {description ? (
                <Primitive.Description className="mt-1 text-13 text-muted">{description}</Primitive.Description>
              ) : null}
            </div>
            {closing === "easy" ? (
              <Primitive.Close asChild>
                <Button tone="quiet" size="iconSmall" aria-label="Close" className="-mr-1">
                  <X aria-hidden />
                </Button>
              </Primitive.Close>
            ) : null}
          </header>
          <div className="scroll-quiet min-h-0 flex-1 overflow-y-auto px-4 pb-4 sm:px-6">{children}</div>
          {footer ? (
            <footer className="flex justify-end gap-2 border-t px-4 py-3 pb-[max(12px,env(safe-area-inset-bottom))] sm:px-6">
              {footer}
            </footer>
          ) : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
