import Link from "next/link";
import { Suspense, type ReactNode } from "react";
import type { Me } from "@/api/types";
import { SessionGuard } from "@/features/auth/public";
import { LogoMark } from "@/ui/logo";
import { AddButton } from "./add-button";
import { BottomBar } from "./bottom-bar";
import { HouseholdSwitcher } from "./household-switcher";
import { PersonMenu } from "./person-menu";
import { Places } from "./places";
import { SearchButton } from "./search-button";
import { ShellOverlays } from "./shell-overlays";
import { Sidebar } from "./sidebar";

type AppShellProps = { me: Me; household: string; picture: string | null; sidebar: "open" | "collapsed"; children: ReactNode };

export function AppShell({ me, household, picture, sidebar, children }: AppShellProps) {
  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-control bg-accent px-4 py-2 text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <Sidebar initial={sidebar} />
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-30 flex h-14 shrink-0 items-center gap-1 border-b bg-paper px-2 sm:gap-2 sm:px-6">
          <Link href="/dashboard" aria-label="Coffer, dashboard" className="rounded-control p-2 md:hidden">
            <LogoMark className="size-5" />
          </Link>
          <HouseholdSwitcher households={me.households.map(({ id, name, role }) => ({ id, name, role }))} current={household} />
          <span className="flex-1" />
          <SearchButton />
          <AddButton />
          <PersonMenu name={me.name} email={me.email} picture={picture} />
        </header>
        <main id="content" tabIndex={-1} className="mx-auto w-full max-w-[1280px] flex-1 px-4 pt-6 pb-28 outline-none sm:px-6 md:pt-8 md:pb-16 lg:px-8">
          {children}
        </main>
      </div>
      <BottomBar />
      <SessionGuard person={me.id} email={me.email} />
      <Suspense fallback={<ShellOverlays places={[]} />}>
        <Places />
      </Suspense>
    </div>
  );
}
