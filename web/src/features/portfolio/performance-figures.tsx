import type { Performance } from "@/api/types";
import { Traced } from "@/features/trails/public";
import { Explain } from "@/ui/explain";
import { Figure, FigureStrip } from "@/ui/figure";
import { Money } from "@/ui/money";
import { Percent } from "@/ui/percent";

const ANNUALIZED: Record<string, string> = {
  shorter_than_a_year: "Less than a year",
  no_capital: "Nothing was invested",
  total_loss: "Everything was lost",
};

const IRR: Record<string, string> = {
  several_roots: "More than one answer",
  no_root: "No answer exists",
  total_loss: "Everything was lost",
  no_sign_change: "No money came back yet",
};

/** How it performed, and why: returns first, then what the gain is made of. */
export function PerformanceFigures({ performance }: { performance: Performance }) {
  const { twr_annualized_reason: annualizedReason, irr_reason: irrReason } = performance;
  return (
    <div className="grid gap-6">
      <FigureStrip>
        <Figure
          label="Time-weighted return"
          explain={
            <Explain term="Time-weighted return">
              How well the investments did, whenever you put money in or took it out. Use it to compare with a fund or an index.
            </Explain>
          }
          note={
            annualizedReason ? (
              ANNUALIZED[annualizedReason]
            ) : (
              <>
                <Percent value={performance.twr_annualized} sign="change" /> a year
              </>
            )
          }
        >
          <Traced figure="twr" label="Time-weighted return">
            <Percent value={performance.twr} sign="change" tone="change" />
          </Traced>
        </Figure>
        <Figure
          label="Money-weighted return"
          explain={
            <Explain term="Money-weighted return">
              What your money earned per year, given when you put it in. Buying before a rise lifts it, buying before a fall lowers it.
            </Explain>
          }
          note={irrReason ? IRR[irrReason] : "a year"}
        >
          <Traced figure="irr" label="Money-weighted return">
            <Percent value={performance.irr} sign="change" tone="change" />
          </Traced>
        </Figure>
        <Figure
          label="Deepest fall"
          explain={<Explain term="Deepest fall">The largest loss from a peak to the lowest point after it, in this period.</Explain>}
          note="from a peak"
        >
          <Traced figure="max_drawdown" label="Deepest fall">
            <Percent value={performance.max_drawdown === null ? null : -performance.max_drawdown} />
          </Traced>
        </Figure>
        <Figure
          label="Volatility"
          explain={<Explain term="Volatility">How much the value swings in a usual year. Twice as high means twice as restless.</Explain>}
          note="a year"
        >
          <Traced figure="volatility" label="Volatility">
            <Percent value={performance.volatility} />
          </Traced>
        </Figure>
        <Figure
          label="Money you put in"
          explain={<Explain term="Money you put in">Deposits less withdrawals in this period. It is not gain, so it is kept apart.</Explain>}
          note="in this period"
        >
          <Traced figure="net_flow" label="Money you put in">
            <Money value={performance.net_flow} sign="change" />
          </Traced>
        </Figure>
      </FigureStrip>
      <FigureStrip className="border-t pt-5">
        <Figure label="Gain">
          <Traced figure="gain" label="Gain">
            <Money value={performance.gain} sign="change" tone="change" />
          </Traced>
        </Figure>
        <Figure
          label="From sales"
          explain={<Explain term="Gain from sales">What sales in this period brought above the cost of what was sold.</Explain>}
        >
          <Traced figure="realized_gain" label="Gain from sales">
            <Money value={performance.realized_gain} sign="change" />
          </Traced>
        </Figure>
        <Figure
          label="Still held"
          explain={<Explain term="Gain still held">What everything held now is worth above its cost. It has not been paid out yet.</Explain>}
        >
          <Traced figure="unrealized_gain" label="Gain still held">
            <Money value={performance.unrealized_gain} sign="change" />
          </Traced>
        </Figure>
        <Figure
          label="Dividends and interest"
          explain={<Explain term="Dividends and interest">Dividends, interest and rent that came in, less the interest paid on loans.</Explain>}
        >
          <Money value={performance.income} sign="change" />
        </Figure>
        <Figure
          label="Fees"
          note={
            <>
              and <Traced figure="taxes" label="Taxes">
            <Money value={performance.taxes} />
          </Traced> taxes
            </>
          }
        >
          <Traced figure="fees" label="Fees">
            <Money value={performance.fees} />
          </Traced>
        </Figure>
      </FigureStrip>
    </div>
  );
}
