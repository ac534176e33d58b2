"use client";

import { ArrowUpRight, ChevronRight } from "lucide-react";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import type { Explanation, TrailNode } from "@/api/types";
import { Button } from "@/ui/button";
import { useLocale } from "@/ui/intl-provider";
import { sourceOf } from "./source";
import { labelOf, valueText, writeOut } from "./written-out";

type TrailStepProps = { explanation: Explanation; onDown: (node: number) => void; onLeave: () => void };

/** Of years of days, as many as are quickly shown; the others when asked for. */
const MOST_ROWS = 200;

/** One step: what it says, how it is reckoned, and what goes into it. */
export function TrailStep({ explanation, onDown, onLeave }: TrailStepProps) {
  const locale = useLocale();
  const [whole, setWhole] = useState<number | null>(null);
  const byId = new Map(explanation.nodes.map((node) => [node.id, node]));
  const node = byId.get(explanation.root);
  if (!node) return null;
  const operands = node.operands.flatMap((id) => byId.get(id) ?? []);
  const written = writeOut(node, operands, locale);
  const source = sourceOf(node);
  const shown = whole === node.id ? operands : operands.slice(0, MOST_ROWS);
  return (
    <div aria-live="polite" className="pt-2">
      <p className="text-14 font-medium">{labelOf(node.sentence)}</p>
      <div className="mt-3 rounded-panel bg-raised px-4 py-3">
        {written ? <p className="tabular text-13 break-words text-muted select-text">{written.terms}</p> : <p className="text-13 text-muted">Stored as it was recorded</p>}
        <p className="tabular mt-1 text-20 font-medium break-words select-text">
          {written ? <span className="mr-2 text-muted">=</span> : null}
          {valueText(node, locale)}
          {node.currency ? <span className="ml-1.5 text-13 font-normal text-muted">{node.currency}</span> : null}
        </p>
      </div>
      {source ? (
        <Link href={source.href} onClick={onLeave} className="target mt-3 inline-flex items-center gap-1 rounded-mark text-13 text-accent">
          {source.words}
          <ArrowUpRight aria-hidden className="size-3.5" />
        </Link>
      ) : null}
      {operands.length > 0 ? (
        <>
          <h3 className="mt-6 border-b pb-2 text-12 text-muted">{operands.length === 1 ? "Made from" : `Made from these ${operands.length}`}</h3>
          <ol>
            {shown.map((operand, index) => (
              <li key={index} className="border-b last:border-0">
                <Operand operand={operand} date={node.dates?.[index]} value={valueText(operand, locale)} onDown={onDown} onLeave={onLeave} />
              </li>
            ))}
          </ol>
          {shown.length < operands.length ? (
            <Button size="small" className="mt-3" onClick={() => setWhole(node.id)}>
              Show the other {operands.length - shown.length}
            </Button>
          ) : null}
        </>
      ) : null}
    </div>
  );
}

type OperandProps = { operand: TrailNode; date: string | undefined; value: string; onDown: (node: number) => void; onLeave: () => void };

const ROW = "target -mx-2 flex w-[calc(100%+1rem)] items-center gap-3 rounded-mark px-2 py-2 text-left text-13 transition-colors hover:bg-raised";

function Operand({ operand, date, value, onDown, onLeave }: OperandProps) {
  const source = sourceOf(operand);
  const content: ReactNode = (
    <>
      <span className="min-w-0 flex-1">
        {date ? <span className="tabular mr-2 text-muted">{date}</span> : null}
        {labelOf(operand.sentence)}
      </span>
      <span className="tabular shrink-0 text-right font-medium">
        {value}
        <span className="block text-12 font-normal text-muted">{operand.currency ?? ""}</span>
      </span>
    </>
  );
  if (operand.operands.length > 0) {
    return (
      <button type="button" className={ROW} onClick={() => onDown(operand.id)}>
        {content}
        <ChevronRight aria-hidden className="size-4 shrink-0 text-faint" />
      </button>
    );
  }
  if (source) {
    return (
      <Link href={source.href} onClick={onLeave} className={ROW}>
        {content}
        <ArrowUpRight aria-hidden className="size-4 shrink-0 text-faint" />
        <span className="sr-only">{source.words}</span>
      </Link>
    );
  }
  return (
    <div className="flex items-center gap-3 py-2 pr-7 text-13">
      {content}
    </div>
  );
}
