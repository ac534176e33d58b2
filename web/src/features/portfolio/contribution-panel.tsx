import Link from "next/link";
import type { ContributionReport } from "@/api/types";
import { AmountBar } from "@/charts/amount-bar";
import { Traced } from "@/features/trails/public";
import type { CivilDate } from "@/lib/date";
import { type Period, PERIOD_SENTENCES, periodDates } from "@/lib/period";
import { ChartDrawing } from "@/ui/drawings";
import { Empty } from "@/ui/empty";
import { LoadPanel } from "@/ui/load-panel";
import { Money } from "@/ui/money";
import { Percent } from "@/ui/percent";
import type { ReportChoice } from "./address";
import { loadContribution } from "./queries";
import { WarningsNote } from "./warnings-note";

type ContributionPanelProps = { portfolio: string; period: Period; choice: ReportChoice; on: CivilDate };

/** Who made the return: the parts of all holdings sum to the whole. */
export async function ContributionPanel({ portfolio, period, choice, on }: ContributionPanelProps) {
  const { from, to } = periodDates(period, on);
  const loaded = await loadContribution(portfolio, from, to, choice.currency);
  return (
    <LoadPanel loaded={loaded}>
      {(report) => (
        <>
          <p className="text-28 font-semibold tracking-[-0.02em] sm:text-40">
            <Traced figure="twr" label="Time-weighted return">
              <Percent value={report.twr} sign="change" />
            </Traced>
          </p>
          <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-14">
            <Money value={report.gain} sign="change" tone="change" className="font-medium" />
            <span className="text-muted">gain {period.kind === "named" ? PERIOD_SENTENCES[period.name] : "in this period"}, and who made it</span>
            <WarningsNote warnings={report.warnings} />
          </p>
          <div className="mt-6">
            {report.items.length === 0 ? (
              <Empty drawing={<ChartDrawing />} title="Nothing was held in this period">
                Choose a longer period, or record what happened before.
              </Empty>
            ) : (
              <ContributionTable report={report} />
            )}
          </div>
        </>
      )}
    </LoadPanel>
  );
}

function ContributionTable({ report }: { report: ContributionReport }) {
  const widest = Math.max(...report.items.map(({ contribution }) => Math.abs(contribution ?? 0)), 0);
  return (
    <table className="w-full text-13">
      <caption className="sr-only">What each holding added to the return, in percentage points and in {report.currency}</caption>
      <thead>
        <tr className="border-b text-12 text-muted">
          <th scope="col" className="h-9 text-left font-normal">Holding</th>
          <th scope="col" className="h-9 font-normal max-md:hidden">
            <span className="sr-only">Drawn</span>
          </th>
          <th scope="col" className="h-9 px-3 text-right font-normal whitespace-nowrap">Part of the return</th>
          <th scope="col" className="h-9 pl-3 text-right font-normal">Gain</th>
        </tr>
      </thead>
      <tbody>
        {report.items.map(({ instrument, contribution, gain }) => (
          <tr key={instrument?.id ?? "cash"} className="border-b transition-colors hover:bg-raised">
            <th scope="row" className="w-full max-w-0 py-2 pr-3 text-left font-normal md:h-9 md:py-0">
              {instrument ? (
                <Link href={`/instruments/${instrument.id}`} prefetch={false} className="flex min-w-0 items-baseline gap-2 rounded-mark hover:text-accent">
                  <span className="w-14 shrink-0 truncate font-medium">{instrument.symbol}</span>
                  <span className="truncate text-muted max-sm:hidden">{instrument.name}</span>
                </Link>
              ) : (
                <span className="text-muted">Cash and all else</span>
              )}
              <span className="mt-1.5 block md:hidden">
                <AmountBar from="middle" fraction={widest === 0 ? 0 : (contribution ?? 0) / widest} />
              </span>
            </th>
            <td className="min-w-64 px-3 max-md:hidden lg:min-w-md">
              <AmountBar from="middle" fraction={widest === 0 ? 0 : (contribution ?? 0) / widest} />
            </td>
            <td className="px-3 text-right font-medium">
              {instrument ? (
                <Traced figure="contribution" instrument={instrument.id} label={`Part of ${instrument.symbol} in the return`}>
                  <Percent value={contribution} sign="change" tone="change" />
                </Traced>
              ) : (
                <Percent value={contribution} sign="change" tone="change" />
              )}
            </td>
            <td className="pl-3 text-right">
              <Money value={gain} currency="hidden" sign="change" tone="change" />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="h-10 font-medium">
          <th scope="row" className="text-left font-medium">Whole</th>
          <td className="max-md:hidden" />
          <td className="px-3 text-right">
            <Percent value={report.twr} sign="change" tone="change" />
          </td>
          <td className="pl-3 text-right">
            <Money value={report.gain} currency="hidden" sign="change" tone="change" />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
