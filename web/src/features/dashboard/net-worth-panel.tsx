import { load, serverApi } from "@/api/server";
import type { NetWorth } from "@/api/types";
import { ValueChart, WarningsNote } from "@/features/portfolio/public";
import { loadPerformance, PriceDate, seriesQuery } from "@/features/portfolio/public-server";
import { currentHousehold, loadMembers, personToday } from "@/features/shell/public-server";
import { subtract } from "@/lib/decimal";
import { type Period, PERIOD_SENTENCES } from "@/lib/period";
import { Explain } from "@/ui/explain";
import { Figure, FigureStrip } from "@/ui/figure";
import { LoadPanel } from "@/ui/load-panel";
import { Money } from "@/ui/money";
import { Percent } from "@/ui/percent";
import { PeriodPicker } from "@/ui/period-picker";
import { WhosePicker } from "./whose-picker";

type NetWorthPanelProps = { period: Period; portfolio: string | undefined; of: string | undefined };

/** How much, and how is it doing: the one figure, its gain apart from money put in, and its course. */
export async function NetWorthPanel({ period, portfolio, of }: NetWorthPanelProps) {
  const query = seriesQuery(period, await personToday());
  const people = await peopleToChoose();
  const member = people.find(({ user }) => user === of)?.user;
  const [netWorth, performance] = await Promise.all([
    load((await serverApi()).GET("/v1/net-worth", { params: { query: { ...query, member } } })),
    portfolio && !member ? loadPerformance("portfolio", portfolio, query.from, query.to, query.interval) : null,
  ]);
  const returned = performance?.ok ? performance.data.twr : null;
  const sentence = period.kind === "named" ? PERIOD_SENTENCES[period.name] : "in this period";
  return (
    <LoadPanel loaded={netWorth}>
      {(worth) => {
        const { gain, putIn } = courseOf(worth);
        return (
          <>
            <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
              <div className="min-w-0">
                <h1 className="flex flex-wrap items-center gap-2 text-14 text-muted">
                  Net worth
                  {people.length > 1 ? <WhosePicker people={people} current={member} /> : null}
                  <PriceDate pricesAsOf={worth.prices_as_of} stale={worth.stale} />
                  <WarningsNote warnings={worth.warnings} />
                </h1>
                <p className="mt-1">
                  <Money value={worth.total} size="big" />
                </p>
                <p className="mt-1 flex flex-wrap items-baseline gap-x-2 text-14">
                  {returned === null ? null : (
                    <Percent value={returned} sign="change" tone="change" arrow="shown" className="self-center font-medium" />
                  )}
                  {gain ? <Money value={gain} sign="change" tone="change" className="font-medium" /> : null}
                  <span className="text-muted">gain {sentence}</span>
                </p>
              </div>
              <PeriodPicker period={period} />
            </div>
            <div className="mt-6">
              <ValueChart
                name="Net worth"
                currency={worth.currency}
                points={worth.series.map(({ date, total, invested }) => ({ date, value: total, invested }))}
              />
            </div>
            <FigureStrip className="mt-8 border-t pt-5">
              <Figure
                label="Money you put in"
                explain={<Explain term="Money you put in">Deposits less withdrawals in this period. It is not gain, so it is kept apart.</Explain>}
              >
                <Money value={putIn} sign="change" />
              </Figure>
              <Figure label="Gain">
                <Money value={gain} sign="change" tone="change" />
              </Figure>
              <Figure label="Investments">
                <Money value={worth.by_kind.investments} />
              </Figure>
              <Figure label="Cash">
                <Money value={worth.by_kind.cash} />
              </Figure>
              <Figure label="Property">
                <Money value={worth.by_kind.property} />
              </Figure>
              <Figure label="Loans">
                <Money value={worth.by_kind.loans} />
              </Figure>
            </FigureStrip>
          </>
        );
      }}
    </LoadPanel>
  );
}

/** Whose part can be looked at: whoever sees the household whole chooses among its people. */
async function peopleToChoose() {
  const household = await currentHousehold();
  if (household?.sight !== "whole") return [];
  const members = await loadMembers(household.id);
  return members.ok ? members.data.map(({ user, name }) => ({ user, name })) : [];
}

type Amount = { amount: string | null; currency: string };
type Course = { gain: Amount | null; putIn: Amount | null };

/** Null where one of them is kept back. */
function difference(a: string | null, b: string | null): string | null {
  return a === null || b === null ? null : subtract(a, b);
}

/** Gain and money put in, read off the ends of the series: exact differences of its points. */
function courseOf({ series, currency }: NetWorth): Course {
  const first = series[0];
  const last = series.at(-1);
  if (!first || !last) return { gain: null, putIn: null };
  const putIn = difference(last.invested, first.invested);
  const gain = difference(difference(last.total, last.invested), difference(first.total, first.invested));
  return { gain: { amount: gain, currency }, putIn: { amount: putIn, currency } };
}
