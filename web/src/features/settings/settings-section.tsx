import type { ReactNode } from "react";

type SettingsSectionProps = { id?: string; title: string; note?: ReactNode; children: ReactNode };

export function SettingsSection({ id, title, note, children }: SettingsSectionProps) {
  return (
    <section id={id} className="grid scroll-mt-20 gap-x-10 gap-y-5 border-t py-8 first:border-t-0 first:pt-1 md:grid-cols-[220px_minmax(0,1fr)]">
      <div>
        <h2 className="text-14 font-medium">{title}</h2>
        {note ? <div className="mt-1 text-13 text-muted">{note}</div> : null}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
