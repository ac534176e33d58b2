"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { CurrencyItem } from "@/api/types";
import { PageHeader } from "@/ui/page-header";
import { PeriodPicker } from "@/ui/period-picker";
import { TabNav } from "@/ui/tab-nav";
import { parsePortfolioAddress, TAB_LABELS, tabAddress, tabOf, TABS, WITH_METHOD, WITH_PERIOD } from "./address";
import { PortfolioSwitcher } from "./portfolio-switcher";
import { ReportChoices } from "./report-choices";

type PortfolioHeadProps = {
  portfolios: { id: string; name: string; currency: string }[];
  currencies: CurrencyItem[];
};

/** Which portfolio, and how it is looked at: the same above every tab, so that changing tabs moves nothing. */
export function PortfolioHead({ portfolios, currencies }: PortfolioHeadProps) {
  const query = useSearchParams();
  const tab = tabOf(usePathname());
  const address = parsePortfolioAddress(Object.fromEntries(query));
  const portfolio = portfolios.find(({ id }) => id === address.portfolio) ?? portfolios[0];
  if (!portfolio) return null;
  return (
    <>
      <PageHeader title={<PortfolioSwitcher portfolios={portfolios} current={portfolio.id} address={(id) => tabAddress(tab, query, { id })} />} />
      <div className="-mt-3">
        <TabNav
          label="Parts of the portfolio"
          value={tab}
          tabs={TABS.map((each) => ({ value: each, label: TAB_LABELS[each], href: tabAddress(each, query) }))}
        />
      </div>
      <div className="mt-3 mb-6 flex min-h-9 flex-wrap items-center justify-between gap-x-6 gap-y-1 pointer-coarse:min-h-13">
        {WITH_PERIOD.includes(tab) ? <PeriodPicker period={address.period} /> : <p className="text-13 text-muted">As of today</p>}
        <ReportChoices
          choice={address.choice}
          own={portfolio.currency}
          currencies={currencies}
          methods={WITH_METHOD.includes(tab) ? "offered" : "without effect"}
          address={(changes) => tabAddress(tab, query, changes)}
        />
      </div>
    </>
  );
}
