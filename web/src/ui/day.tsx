"use client";

import { type DateStyle, formatDate } from "@/lib/date";
import { useLocale } from "./intl-provider";

type DayProps = { date: string; style?: DateStyle; className?: string };

export function Day({ date, style, className }: DayProps) {
  const locale = useLocale();
  return (
    <time dateTime={date} className={className}>
      {formatDate(date, locale, style)}
    </time>
  );
}
