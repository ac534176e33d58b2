"use client";

import type { ComponentProps } from "react";
import { clockText, useCountdown } from "@/lib/use-countdown";
import { Button } from "./button";

type SubmitButtonProps = ComponentProps<typeof Button> & {
  pending: boolean;
  pendingText: string;
  /** Until when the server wants no repetition, in milliseconds since 1970. */
  retryAt?: number;
};

/** Sends a form, once at a time, and counts down where the server says when it may be sent again. */
export function SubmitButton({ pending, pendingText, retryAt, disabled, children, ...rest }: SubmitButtonProps) {
  const left = useCountdown(retryAt);
  return (
    <Button type="submit" tone="primary" disabled={pending || left > 0 || disabled} {...rest}>
      {pending ? pendingText : left > 0 ? <span className="tabular">Try again in {clockText(left)}</span> : children}
    </Button>
  );
}
