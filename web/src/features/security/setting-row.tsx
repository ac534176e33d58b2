import type { ReactNode } from "react";

type SettingRowProps = { title: ReactNode; state?: ReactNode; note?: ReactNode; actions?: ReactNode };

/** One thing that is set up, how it stands, and what can be done about it. */
export function SettingRow({ title, state, note, actions }: SettingRowProps) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2 text-14">
          <span className="min-w-0 break-words">{title}</span>
          {state}
        </p>
        {note ? <div className="mt-0.5 text-13 text-muted">{note}</div> : null}
      </div>
      {actions ? <div className="flex shrink-0 flex-wrap gap-2">{actions}</div> : null}
    </div>
  );
}
