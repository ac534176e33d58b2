"use client";

import { useId } from "react";
import { Checkbox } from "@/ui/checkbox";
import { Input } from "@/ui/field";

type KeepProfileProps = {
  /** The name that was typed; null: not to be kept. */
  name: string | null;
  suggested: string;
  /** The profile by which the file is read, and from which the reading departs. */
  known: string | undefined;
  disabled: boolean;
  onChange: (name: string | null) => void;
};

/** The next file of this shape reads itself. */
export function KeepProfile({ name, suggested, known, disabled, onChange }: KeepProfileProps) {
  const noteId = useId();
  const kept = name !== null;
  const label = known === suggested ? "Keep the changed columns and formats" : "Remember columns and formats for the next file like this";
  return (
    <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 border-b pb-3">
      <label className="flex min-h-8 cursor-pointer items-center gap-2.5 text-13 pointer-coarse:min-h-11">
        <Checkbox aria-label={label} state={kept ? "on" : "off"} disabled={disabled} onToggle={() => onChange(kept ? null : suggested)} />
        <span id={noteId}>{label}</span>
      </label>
      {kept ? (
        <Input
          aria-label="Name of the profile"
          aria-describedby={noteId}
          className="w-full sm:w-56"
          value={name}
          maxLength={60}
          autoComplete="off"
          disabled={disabled}
          onChange={(event) => onChange(event.target.value)}
        />
      ) : null}
    </div>
  );
}
