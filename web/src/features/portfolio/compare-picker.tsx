"use client";

import { GitCompareArrows, X } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { browserApi } from "@/api/browser";
import { toLoaded } from "@/api/loaded";
import type { InstrumentReference } from "@/api/types";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";

type ComparePickerProps = { current: InstrumentReference | null };

const TYPING_MS = 200;

/** What the return is measured against: any instrument whose prices are known. */
export function ComparePicker({ current }: ComparePickerProps) {
  const pathname = usePathname();
  const query = useSearchParams();
  const address = (instrument: string | null) => {
    const next = new URLSearchParams(query);
    if (instrument === null) next.delete("benchmark");
    else next.set("benchmark", instrument);
    next.set("chart", "return");
    return `${pathname}?${next}`;
  };
  const [open, setOpen] = useState(false);
  return (
    <div className="flex items-center">
      <Button tone="quiet" size="small" className="px-2 font-normal" onClick={() => setOpen(true)}>
        <GitCompareArrows aria-hidden />
        {current ? <span className="max-w-40 truncate">Against {current.symbol}</span> : "Compare"}
      </Button>
      {current ? (
        <Button asChild tone="quiet" size="iconSmall">
          <Link href={address(null)} scroll={false} replace aria-label={`Stop comparing with ${current.symbol}`}>
            <X aria-hidden />
          </Link>
        </Button>
      ) : null}
      <Dialog open={open} onOpenChange={setOpen} title="Compare with" description="One unit of it, held over the same days: price only, in the currency of the report.">
        <Search address={address} onChosen={() => setOpen(false)} />
      </Dialog>
    </div>
  );
}

function Search({ address, onChosen }: { address: (instrument: string) => string; onChosen: () => void }) {
  const router = useRouter();
  const [words, setWords] = useState("");
  const [found, setFound] = useState<InstrumentReference[] | null>(null);

  useEffect(() => {
    const stop = new AbortController();
    const q = words.trim();
    const timer = setTimeout(() => {
      const query = { limit: 12, ...(q === "" ? {} : { q }) };
      void toLoaded(browserApi.GET("/v1/instruments", { params: { query }, signal: stop.signal })).then((loaded) => {
        if (!stop.signal.aborted && loaded.ok) setFound(loaded.data.items);
      });
    }, TYPING_MS);
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, [words]);

  const choose = (id: string) => {
    onChosen();
    router.replace(address(id), { scroll: false });
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const [first] = found ?? [];
        if (first) choose(first.id);
      }}
    >
      <Field label="Fund, index or share">
        {(control) => <Input {...control} type="search" autoComplete="off" value={words} onChange={(event) => setWords(event.target.value)} placeholder="Symbol, ISIN or name" />}
      </Field>
      <ul aria-label="Found" className="mt-3 min-h-66">
        {(found ?? []).map((instrument) => (
          <li key={instrument.id}>
            <button
              type="button"
              onClick={() => choose(instrument.id)}
              className="flex h-9 w-full min-w-0 items-center gap-2 rounded-mark px-2 text-left text-13 transition-colors hover:bg-raised pointer-coarse:h-11"
            >
              <span className="w-16 shrink-0 truncate font-medium">{instrument.symbol}</span>
              <span className="truncate text-muted">{instrument.name}</span>
            </button>
          </li>
        ))}
        {found?.length === 0 ? <li className="py-6 text-center text-13 text-muted">Nothing of that name. Add it with its prices first.</li> : null}
      </ul>
    </form>
  );
}
