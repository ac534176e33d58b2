"use client";

import { useMemo, useState } from "react";
import type { Readout } from "@/charts/readout";
import { sampleIndices } from "@/charts/sample";
import { TableTwin } from "@/charts/table-twin";
import { TimeSeries } from "@/charts/time-series";
import { formatDate } from "@/lib/date";
import { toPixelScale } from "@/lib/decimal";
import { formatDecimal } from "@/lib/money";
import { Checkbox } from "@/ui/checkbox";
import { useLocale } from "@/ui/intl-provider";
import { type OwnTrade, placeMarks } from "./own-trades";

type PriceChartProps = { prices: { date: string; close: string }[]; trades: OwnTrade[]; name: string; currency: string };

const WORDS = { in: "Bought", out: "Sold", fact: "Split" } as const;
const TWIN_ROWS = 48;

/** Unadjusted closes with one's own trades upon them. */
export function PriceChart({ prices, trades, name, currency }: PriceChartProps) {
  const locale = useLocale();
  const [marked, setMarked] = useState(true);
  const points = useMemo(() => prices.map(({ date, close }) => ({ date, value: toPixelScale(close) })), [prices]);
  const marks = useMemo(() => placeMarks(prices.map(({ date }) => date), trades), [prices, trades]);
  const first = prices[0];
  const last = prices.at(-1);
  if (!first || !last) return null;
  const price = (close: string) => formatDecimal(close, locale, { min: 2, max: 6 });
  const day = (date: string) => formatDate(date, locale);

  const readout = (at: number): Readout => {
    const point = prices[at] ?? last;
    const here = trades.filter((_, index) => placeMarks(prices.map(({ date }) => date), trades.slice(index, index + 1))[0]?.at === at);
    return {
      title: formatDate(point.date, locale, "weekday"),
      rows: [
        { label: "Price", text: `${price(point.close)} ${currency}`, key: "value" },
        ...here.map((trade) => ({
          label: WORDS[trade.tone],
          text: [trade.quantity === null ? "" : formatDecimal(trade.quantity, locale, { max: 4 }), trade.price === null ? "" : `at ${price(trade.price)}`].filter(Boolean).join(" "),
        })),
      ],
    };
  };

  return (
    <TimeSeries
      points={points}
      baseline="fitted"
      marks={marked ? marks : []}
      sentence={`${name} stood at ${price(first.close)} ${currency} on ${day(first.date)} and at ${price(last.close)} on ${day(last.date)}, with ${trades.length} trades of yours.`}
      axisText={(value) => formatDecimal(value.toFixed(2), locale, { max: 2 })}
      readout={readout}
      legend={
        trades.length > 0 ? (
          <div className="mb-4 flex flex-wrap items-center gap-x-5 gap-y-1 text-12 text-muted">
            <label className="inline-flex items-center gap-2 pointer-coarse:min-h-11">
              <Checkbox aria-label="Your trades" state={marked ? "on" : "off"} onToggle={() => setMarked(!marked)} />
              Your trades
            </label>
            <span className="inline-flex items-center gap-2">
              <span aria-hidden className="size-2.5 rounded-full bg-accent" />
              Bought
            </span>
            <span className="inline-flex items-center gap-2">
              <span aria-hidden className="size-2.5 rounded-full border-2 border-accent" />
              Sold
            </span>
          </div>
        ) : null
      }
      twin={
        <TableTwin
          caption={`Price of ${name} by day`}
          head={["Date", `Price in ${currency}`]}
          rows={sampleIndices(prices.length, TWIN_ROWS)
            .flatMap((index) => prices[index] ?? [])
            .reverse()
            .map((point) => [day(point.date), price(point.close)])}
        />
      }
    />
  );
}
