import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { PermissionsProvider } from "@/features/permissions/public";
import { loadPermissions } from "@/features/permissions/public-server";
import { AppShell } from "@/features/shell/app-shell";
import { currentHousehold, loadMe, loadProfile } from "@/features/shell/queries";
import { COOKIES } from "@/lib/cookies";
import { today } from "@/lib/date";
import { pickLocale } from "@/lib/intl";
import { IntlProvider } from "@/ui/intl-provider";
import { ProblemPanel } from "@/ui/problem-panel";

export default async function AppLayout({ children }: { children: ReactNode }) {
  const [me, household, permissions, profile, jar] = await Promise.all([
    loadMe(),
    currentHousehold(),
    loadPermissions(),
    loadProfile(),
    cookies(),
  ]);
  if (!me.ok || !household) {
    return (
      <main className="mx-auto max-w-xl px-4 py-24">
        <ProblemPanel
          title={me.ok ? "You are in no household yet" : me.problem.title}
          detail={me.ok ? "Ask the person who invited you, or sign up with another address." : me.problem.detail}
          traceId={me.ok ? undefined : me.problem.traceId}
        />
      </main>
    );
  }
  return (
    <IntlProvider locale={pickLocale(me.data.locale)} today={today(me.data.time_zone, new Date())}>
      <PermissionsProvider permissions={permissions}>
        <AppShell
          me={me.data}
          household={household.id}
          picture={profile.ok && profile.data.avatar ? `/avatar?version=${profile.data.version}` : null}
          sidebar={jar.get(COOKIES.sidebar)?.value === "collapsed" ? "collapsed" : "open"}
        >
          {children}
        </AppShell>
      </PermissionsProvider>
    </IntlProvider>
  );
}
