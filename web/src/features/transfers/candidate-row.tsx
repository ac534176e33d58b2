"use client";

import type { OpenTransfer } from "@/api/types";
import { formatDecimal, formatMoney } from "@/lib/money";
import { Day } from "@/ui/day";
import { useLocale } from "@/ui/intl-provider";
import { daysBetweenWords, differenceWords, differs } from "./difference";
import { JoinButton } from "./join-button";
import { SideFigure } from "./side-figure";

type CandidateRowProps = { sent: string; candidate: OpenTransfer["candidates"][number] };

export function CandidateRow({ sent, candidate }: CandidateRowProps) {
  const locale = useLocale();
  const { received, difference, days } = candidate;
  const apart = differs(difference);
  const format = (text: string) =>
    received.instrument ? `${formatDecimal(text, locale)} units` : formatMoney({ amount: text, currency: received.currency }, { locale });
  return (
    <li className="flex min-h-14 items-center gap-4 border-t py-2 first:border-0">
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline justify-between gap-4 text-13">
          <span className="truncate">{received.account_name}</span>
          <SideFigure side={received} />
        </p>
        <p className="mt-0.5 text-12 text-muted">
          <Day date={received.date} />, {daysBetweenWords(days)}
          {received.note ? ` · ${received.note}` : ""}
          {apart ? (
            <span className="text-warning"> · {differenceWords(difference, format)}: record the rest as a fee first</span>
          ) : null}
        </p>
      </div>
      <JoinButton sent={sent} received={received.id} name={`${received.account_name}, ${received.date}`} disabled={apart} />
    </li>
  );
}
