import type { ReactNode } from "react";

type SettingsSectionProps = { title: string; note?: string; children: ReactNode };

export function SettingsSection({ title, note, children }: SettingsSectionProps) {
  return (
    <section className="grid gap-x-10 gap-y-5 border-t py-8 md:grid-cols-[220px_minmax(0,1fr)]">
      <div>
        <h2 className="text-14 font-medium">{title}</h2>
        {note ? <p className="mt-1 text-13 text-muted">{note}</p> : null}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
