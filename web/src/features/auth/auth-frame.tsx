import Link from "next/link";
import type { ReactNode } from "react";
import { Logo } from "@/ui/logo";

type AuthFrameProps = { title: string; note?: ReactNode; children: ReactNode; other?: ReactNode };

export function AuthFrame({ title, note, children, other }: AuthFrameProps) {
  return (
    <div className="flex min-h-dvh flex-col px-4">
      <header className="flex h-16 items-center sm:px-4">
        <Link href="/" aria-label="Coffer, start page" className="rounded-control">
          <Logo />
        </Link>
      </header>
      <main className="mx-auto flex w-full max-w-sm flex-1 flex-col justify-center pb-24">
        <h1 className="text-28 font-medium tracking-[-0.015em]">{title}</h1>
        {note ? <p className="mt-2 text-14 text-muted">{note}</p> : null}
        <div className="mt-8">{children}</div>
        {other ? <p className="mt-6 text-13 text-muted">{other}</p> : null}
      </main>
    </div>
  );
}

export function AuthLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className="font-medium text-accent underline-offset-4 hover:underline">
      {children}
    </Link>
  );
}
