import { ChevronLeft, FileUp, Pencil } from "lucide-react";
import Link from "next/link";
import { notFound } from "next/navigation";
import { load, serverApi } from "@/api/server";
import type { Account } from "@/api/types";
import { ChartSkeleton } from "@/features/portfolio/public";
import { HoldingsPanel, parsePortfolioAddress, PerformancePanel, ReturnsPanel } from "@/features/portfolio/public-server";
import { Allowed } from "@/features/permissions/public";
import { can } from "@/features/permissions/public-server";
import { loadAccounts, personToday } from "@/features/shell/public-server";
import { TrailProvider } from "@/features/trails/public";
import { RecentTransactionsPanel } from "@/features/transactions/public-server";
import { periodDates } from "@/lib/period";
import { Button } from "@/ui/button";
import { LoadingPanel } from "@/ui/loading-panel";
import { LoadPanel } from "@/ui/load-panel";
import { PageHeader } from "@/ui/page-header";
import { PeriodPicker } from "@/ui/period-picker";
import { SkeletonRows } from "@/ui/skeleton-rows";
import { AccountSheet } from "./account-sheet";
import { COST_BASIS_LABELS, KIND_LABELS } from "./kinds";
import { MethodPanel } from "./method-panel";
import { OwnershipPanel } from "./ownership-panel";

/** Where units are bought and sold, so that a method has something to decide. */
const KEEPS_SECURITIES: Account["kind"][] = ["brokerage", "pension", "crypto", "other"];

type AccountScreenProps = { id: string; query: Record<string, string | string[] | undefined> };

export async function AccountScreen({ id, query }: AccountScreenProps) {
  const [loaded, all, on, mayEdit] = await Promise.all([
    load((await serverApi()).GET("/v1/accounts/{id}", { params: { path: { id } } })),
    loadAccounts(),
    personToday(),
    can("edit_accounts"),
  ]);
  if (!loaded.ok && loaded.problem.status === 404) notFound();
  const { period, chart, choice } = parsePortfolioAddress(query);
  const dates: Record<string, string> =
    period.kind === "named" ? { period: period.name } : { from: period.from, to: period.to };
  const scope = { kind: "account" as const, id };
  return (
    <LoadPanel loaded={loaded}>
      {(account) => (
        <TrailProvider key={JSON.stringify(period)} scope={scope} report={periodDates(period, on)}>
          <Link href="/accounts" className="mb-2 -ml-1 inline-flex h-7 items-center gap-1 rounded-mark px-1 text-12 text-muted transition-colors hover:text-text pointer-coarse:h-11">
            <ChevronLeft aria-hidden className="size-3.5" />
            Accounts
          </Link>
          <PageHeader
            title={account.name}
            note={[KIND_LABELS[account.kind], account.institution, account.currency, COST_BASIS_LABELS[account.cost_basis]].filter(Boolean).join(" · ")}
            actions={
              <>
                <Allowed to="import">
                  <Button asChild>
                    <Link href={`/import?account=${id}`}>
                      <FileUp aria-hidden />
                      Import
                    </Link>
                  </Button>
                </Allowed>
                <Allowed to="edit_accounts">
                  <Button asChild>
                    <Link href={`/accounts/${id}?sheet=edit`} scroll={false}>
                      <Pencil aria-hidden />
                      Edit
                    </Link>
                  </Button>
                </Allowed>
              </>
            }
          />
          <LoadingPanel reload={JSON.stringify([period, choice])} skeleton={<ChartSkeleton strips={2} />}>
            <PerformancePanel
              scope={scope}
              name={account.name}
              period={period}
              choice={choice}
              on={on}
              chart={chart}
              chartAddress={(next) => `/accounts/${id}?${new URLSearchParams({ ...dates, chart: next })}`}
              controls={<PeriodPicker period={period} />}
            />
          </LoadingPanel>
          <div className="mt-10">
            <LoadingPanel skeleton={<SkeletonRows rows={6} label="Loading holdings" />}>
              <HoldingsPanel scope={scope} />
            </LoadingPanel>
          </div>
          <div className="mt-10">
            <LoadingPanel skeleton={<SkeletonRows rows={11} label="Loading the returns" />}>
              <ReturnsPanel scope={scope} name={account.name} choice={{}} on={on} />
            </LoadingPanel>
          </div>
          {KEEPS_SECURITIES.includes(account.kind) ? (
            <div className="mt-10">
              <LoadingPanel skeleton={<SkeletonRows rows={5} label="Loading the methods" />}>
                <MethodPanel account={account} />
              </LoadingPanel>
            </div>
          ) : null}
          <div className="mt-10">
            <LoadingPanel skeleton={<SkeletonRows rows={8} label="Loading transactions" />}>
              <RecentTransactionsPanel account={id} />
            </LoadingPanel>
          </div>
          <div className="mt-10">
            <LoadingPanel skeleton={<SkeletonRows rows={2} label="Loading the owners" />}>
              <OwnershipPanel account={id} name={account.name} sheet={query.sheet === "ownership" ? "open" : "closed"} />
            </LoadingPanel>
          </div>
          {mayEdit && query.sheet === "edit" ? (
            <AccountSheet
              back={`/accounts/${id}`}
              currency={account.currency}
              others={all.ok ? all.data.items.filter((other) => other.id !== id).map(({ id: other, name }) => ({ id: other, name })) : []}
              edited={{ account, etag: loaded.ok ? (loaded.etag ?? undefined) : undefined }}
            />
          ) : null}
        </TrailProvider>
      )}
    </LoadPanel>
  );
}
