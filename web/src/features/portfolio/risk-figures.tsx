"use client";

import type { ReactNode } from "react";
import type { FigureName, Risk } from "@/api/types";
import { Traced } from "@/features/trails/public";
import { ratioText } from "@/lib/intl";
import { formatDecimal, percentText } from "@/lib/money";
import { Explain } from "@/ui/explain";
import { Figure, FigureStrip } from "@/ui/figure";
import { useLocale } from "@/ui/intl-provider";
import { Percent } from "@/ui/percent";

type Shown = { figure: FigureName; label: string; value: number | null; as: "percent" | "number"; explain: ReactNode };

/** Risk in figures, each with its meaning in a sentence, and beside the benchmark where one was chosen. */
export function RiskFigures({ risk }: { risk: Risk }) {
  const locale = useLocale();
  const confidence = percentText(risk.confidence, { locale, digits: 0 });
  const own: Shown[] = [
    { figure: "volatility", label: "Volatility", value: risk.volatility, as: "percent", explain: "How much the value swings in a usual year. Twice as high means twice as restless." },
    { figure: "semi_deviation", label: "Downward swings", value: risk.semi_deviation, as: "percent", explain: "The same for falls alone: swings upward do not count." },
    { figure: "value_at_risk", label: "A bad day", value: risk.value_at_risk, as: "percent", explain: `On ${confidence} of the days the loss was no larger than this (value at risk).` },
    { figure: "sharpe", label: "Sharpe ratio", value: risk.sharpe, as: "number", explain: "Return above a riskless rate for each unit of swing. More is better; above 1 is good." },
    { figure: "sortino", label: "Sortino ratio", value: risk.sortino, as: "number", explain: "The same, where falls alone count as risk." },
    { figure: "calmar", label: "Calmar ratio", value: risk.calmar, as: "number", explain: "Return of a year for each unit of the deepest fall." },
  ];
  const { benchmark } = risk;
  const beside: Shown[] = benchmark
    ? [
        { figure: "benchmark_return", label: `Return of ${benchmark.instrument.symbol}`, value: benchmark.total, as: "percent", explain: "What one unit of it returned over the same days: price only." },
        { figure: "beta", label: "Beta", value: benchmark.beta, as: "number", explain: "How much it moves when the benchmark moves by one. Below 1 it is calmer." },
        { figure: "alpha", label: "Alpha", value: benchmark.alpha, as: "percent", explain: "Return of a year beyond what beta explains." },
        { figure: "tracking_error", label: "Tracking error", value: benchmark.tracking_error, as: "percent", explain: "How far the two drift apart in a usual year." },
        { figure: "information_ratio", label: "Information ratio", value: benchmark.information_ratio, as: "number", explain: "Return beyond the benchmark for each unit of drift." },
        { figure: "correlation", label: "Correlation", value: benchmark.correlation, as: "number", explain: "1: they move together. 0: they have nothing to do with one another." },
      ]
    : [];
  return (
    <div className="grid gap-6 pt-5">
      <Strip figures={own} />
      {beside.length > 0 ? (
        <div className="border-t pt-5">
          <Strip figures={beside} />
        </div>
      ) : null}
    </div>
  );
}

function Strip({ figures }: { figures: Shown[] }) {
  const locale = useLocale();
  return (
    <FigureStrip>
      {figures.map(({ figure, label, value, as, explain }) => (
        <Figure key={figure} label={label} explain={<Explain term={label}>{explain}</Explain>}>
          {value === null ? (
            <Percent value={null} />
          ) : (
            <Traced figure={figure} label={label}>
              {as === "percent" ? <Percent value={value} /> : <span className="tabular">{formatDecimal(ratioText(value), locale, { min: 2, max: 2 })}</span>}
            </Traced>
          )}
        </Figure>
      ))}
    </FigureStrip>
  );
}
