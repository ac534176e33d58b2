import { useId, type ComponentProps, type ReactNode } from "react";
import { cn } from "@/lib/cn";

export const controlStyle =
  "target h-9 w-full min-w-0 rounded-control border border-line-strong bg-surface px-3 text-14 text-text transition-colors placeholder:text-faint hover:border-control aria-invalid:border-loss disabled:bg-raised disabled:text-muted pointer-coarse:text-16";

export type ControlIds = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: string;
  optional?: boolean;
  className?: string;
  children: (control: ControlIds) => ReactNode;
};

/** A label, its control, and what to know or mend about it. */
export function Field({ label, hint, error, optional, className, children }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  const noteId = `${id}-note`;
  return (
    <div className={cn("flex min-w-0 flex-col gap-1.5", className)}>
      <label htmlFor={id} className="flex items-baseline justify-between gap-2 text-13 font-medium">
        {label}
        {optional ? <span className="font-normal text-faint">Optional</span> : null}
      </label>
      {children({
        id,
        ...(note ? { "aria-describedby": noteId } : {}),
        ...(error ? { "aria-invalid": true as const } : {}),
      })}
      {note ? (
        <p id={noteId} className={cn("text-12", error ? "text-loss" : "text-muted")}>
          {note}
        </p>
      ) : null}
    </div>
  );
}

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input data-slot="input" className={cn(controlStyle, className)} {...rest} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea data-slot="textarea" className={cn(controlStyle, "h-auto min-h-20 py-2", className)} {...rest} />;
}
