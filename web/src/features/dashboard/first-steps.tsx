import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { Button } from "@/ui/button";
import { ChartDrawing } from "@/ui/drawings";

type FirstStepsProps = { accounts: number };

/** A household without a transaction: one way forward, and two quieter ones. */
export function FirstSteps({ accounts }: FirstStepsProps) {
  return (
    <div className="mx-auto flex max-w-xl flex-col items-center py-10 text-center md:py-20">
      <div className="text-line-strong [&_svg]:h-28 [&_svg]:w-auto">
        <ChartDrawing />
      </div>
      <h1 className="mt-8 text-28 font-medium tracking-[-0.015em]">Start with a file</h1>
      <p className="mt-3 max-w-md text-14 text-muted">
        Export the transactions from your broker or bank as CSV and hand the file over. You see every row before
        anything counts, and can take the whole file back later.
      </p>
      <Button asChild tone="primary" size="large" className="mt-8">
        <Link href="/import">Import a file</Link>
      </Button>
      <ul className="mt-10 grid w-full gap-px border-t text-left">
        <Step
          href="/accounts?sheet=new"
          title={accounts === 0 ? "Add an account by hand" : "Add another account"}
          note="A broker, a bank, a house, a loan"
        />
        <Step href="/transactions?sheet=new" title="Record one transaction" note="A purchase, a deposit, a dividend" />
      </ul>
    </div>
  );
}

function Step({ href, title, note }: { href: string; title: string; note: string }) {
  return (
    <li className="border-b">
      <Link
        href={href}
        prefetch={false}
        className="group -mx-2 flex h-14 items-center justify-between gap-4 rounded-control px-2 transition-colors hover:bg-raised"
      >
        <span>
          <span className="block text-14 font-medium">{title}</span>
          <span className="block text-12 text-muted">{note}</span>
        </span>
        <ArrowRight aria-hidden className="size-4 text-faint transition-transform group-hover:translate-x-0.5" />
      </Link>
    </li>
  );
}
