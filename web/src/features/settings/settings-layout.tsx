import type { ReactNode } from "react";
import { PageHeader } from "@/ui/page-header";
import { SettingsNav } from "./settings-nav";

type SettingsLayoutProps = { notice?: ReactNode; children: ReactNode };

export function SettingsLayout({ notice, children }: SettingsLayoutProps) {
  return (
    <>
      <PageHeader title="Settings" />
      <div className="grid gap-x-12 gap-y-6 lg:grid-cols-[176px_minmax(0,1fr)]">
        <SettingsNav />
        <div className="max-w-3xl min-w-0">
          {notice}
          <div>{children}</div>
        </div>
      </div>
    </>
  );
}
