import Link from "next/link";
import { ValueChart } from "@/features/portfolio/public";
import { Button } from "@/ui/button";
import { Logo } from "@/ui/logo";
import { Money } from "@/ui/money";
import { Percent } from "@/ui/percent";
import { samplePoints } from "./sample";

const PROMISES = [
  {
    title: "Every figure explains itself",
    text: "Gain is kept apart from the money you put in. Prices carry their date, and what is not known is said, never shown as zero.",
  },
  {
    title: "Your file, row by row",
    text: "See what is new, what is already there and what is wrong before anything counts. Import twice and nothing doubles. Take a whole file back at any time.",
  },
  {
    title: "Yours to keep",
    text: "Runs on your own machine. Everything you put in comes out again in open formats, whenever you like.",
  },
];

export function LandingScreen({ signedIn }: { signedIn: boolean }) {
  const points = samplePoints();
  const last = points.at(-1);
  return (
    <div className="mx-auto flex min-h-dvh max-w-[1120px] flex-col px-4 sm:px-8">
      <header className="flex h-16 items-center justify-between">
        <Logo />
        <nav aria-label="Account" className="flex gap-2">
          {signedIn ? (
            <Button asChild tone="primary">
              <Link href="/dashboard">Open your dashboard</Link>
            </Button>
          ) : (
            <Button asChild tone="quiet">
              <Link href="/sign-in">Sign in</Link>
            </Button>
          )}
        </nav>
      </header>
      <main className="flex-1">
        <div className="py-14 md:py-20">
          <h1 className="max-w-2xl text-28 font-semibold tracking-[-0.02em] sm:text-40">
            What you own, what it is worth, and how it got there.
          </h1>
          <p className="mt-5 max-w-xl text-16 text-muted">
            Coffer holds every account of a household in one place and computes its value and returns exactly, to the
            cent and by the day.
          </p>
          <div className="mt-8 flex flex-wrap gap-3">
            <Button asChild tone="primary" size="large">
              <Link href="/sign-up">Create your coffer</Link>
            </Button>
          </div>
        </div>
        <section aria-label="Example" className="rounded-panel border bg-surface p-4 sm:p-8">
          <div className="mb-6 flex items-start justify-between gap-4">
            <div>
              <p className="text-13 text-muted">Net worth</p>
              <p>
                <Money value={last ? { amount: last.value, currency: "EUR" } : null} size="big" />
              </p>
              <p className="mt-1 flex flex-wrap items-center gap-2 text-14">
                <Percent value={0.0924} sign="change" tone="change" arrow="shown" className="font-medium" />
                <span className="text-muted">a year, time-weighted</span>
              </p>
            </div>
            <span className="rounded-mark bg-raised px-2 py-0.5 text-12 text-muted">Example</span>
          </div>
          <ValueChart name="An example of a net worth" currency="EUR" points={points} />
        </section>
        <ul className="grid gap-x-10 gap-y-8 py-16 md:grid-cols-3">
          {PROMISES.map((promise) => (
            <li key={promise.title} className="border-t pt-5">
              <h2 className="text-14 font-medium">{promise.title}</h2>
              <p className="mt-2 text-14 text-muted">{promise.text}</p>
            </li>
          ))}
        </ul>
      </main>
      <footer className="flex h-16 items-center justify-between border-t text-12 text-muted">
        <span>Coffer</span>
        <span>Apache-2.0</span>
      </footer>
    </div>
  );
}
