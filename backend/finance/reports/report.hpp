// What reports say, in the household's terms: identifiers and names instead of the core's numbers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/grants/grant.hpp"
#include "finance/accounts/account.hpp"
#include "finance/instruments/instrument.hpp"
#include "finance/reports/report_policy.hpp"
#include "ledger/performance.hpp"
#include "ledger/risk_figures.hpp"

namespace coffer::finance {

struct ReportWarning {
  std::string code;
  std::optional<InstrumentId> instrument;
  std::optional<AccountId> account;
  std::optional<Date> date;
  std::string detail;
};

// The oldest and newest price in a valuation.
struct PricesAsOf {
  std::optional<Date> oldest;
  std::optional<Date> newest;
};

enum class Freshness { Fresh, Stale };

struct ReportFrame {
  Currency currency;
  PricesAsOf prices_as_of;
  Freshness freshness = Freshness::Fresh;
  std::vector<ReportWarning> warnings;
  // Hidden: figures are computed, but faces show returns and shares alone, no amount and no quantity.
  auth::AmountSight amounts = auth::AmountSight::Shown;
  // Hidden as well where amounts of other parts are shown, from which a share would tell the rest.
  auth::AmountSight weights = auth::AmountSight::Shown;
};

// What one unit of an instrument would have returned, price only.
struct BenchmarkReturn {
  InstrumentReference instrument;
  std::optional<Ratio> total;                // none without price or rate
  std::vector<std::optional<Ratio>> series;  // since `from`, beside the series of the report
};

struct PerformanceReport {
  ReportFrame frame;
  ReportPolicy policy;
  ledger::Performance figures;
  std::optional<BenchmarkReturn> benchmark;
  std::optional<Decimal> realized_gain;    // none where a relieved cost is unknown
  std::optional<Decimal> unrealized_gain;  // none where a cost is unknown
  std::optional<Decimal> currency_effect;
  Decimal dividends;
  Decimal interest;
  Decimal income;
  Decimal fees;
  Decimal taxes;
};

struct AccountHolding {
  AccountId account;
  std::string account_name;
  Decimal quantity;
  std::optional<Decimal> value;
  std::optional<Decimal> cost_basis;
};

struct HoldingItem {
  InstrumentReference instrument;
  Decimal quantity;
  std::optional<Decimal> price;
  std::optional<Date> price_date;
  Freshness price_freshness = Freshness::Fresh;
  std::optional<Decimal> value;
  std::optional<Decimal> value_local;
  std::optional<Decimal> cost_basis;
  std::optional<Decimal> cost_basis_local;
  std::optional<Decimal> unrealized_gain;
  std::optional<Decimal> unrealized_gain_percent;
  std::optional<Decimal> asset_effect;
  std::optional<Decimal> currency_effect;
  std::optional<Decimal> realized_gain;
  Decimal income;
  std::optional<Ratio> weight;
  std::optional<Date> opened_on;
  std::vector<AccountHolding> accounts;
};

struct CashItem {
  AccountId account;
  std::string account_name;
  Money balance;
  std::optional<Decimal> value;
  std::optional<Ratio> weight;
};

struct HoldingTotals {
  Decimal value;
  Decimal securities;
  Decimal cash;
  Decimal loans;
  Decimal in_transit;
  std::optional<Decimal> cost_basis;
  std::optional<Decimal> unrealized_gain;
  std::optional<Decimal> unrealized_gain_percent;
  std::optional<Decimal> realized_gain;
  Decimal income;
};

struct HoldingsReport {
  ReportFrame frame;
  Date on;
  std::vector<HoldingItem> items;
  std::vector<CashItem> cash;
  HoldingTotals totals;
};

enum class AllocationBy { AssetClass, Currency, Account, Instrument, Region, Sector };

struct AllocationSlice {
  std::string key;
  std::string label;
  Decimal value;
  std::optional<Ratio> weight;
};

struct AllocationReport {
  ReportFrame frame;
  Date on;
  AllocationBy by = AllocationBy::AssetClass;
  Decimal total;
  std::vector<AllocationSlice> items;
};

struct IncomeFigures {
  Decimal dividends;
  Decimal interest;
  Decimal other;
  Decimal taxes;
  Decimal net;
};

struct IncomeMonth {
  std::string month;  // "2026-03"
  IncomeFigures figures;
};

struct IncomeInstrument {
  std::optional<InstrumentReference> instrument;  // none: income of accounts
  IncomeFigures figures;
};

struct IncomeReport {
  ReportFrame frame;
  Date from;
  Date to;
  IncomeFigures total;
  std::vector<IncomeMonth> by_month;
  std::vector<IncomeInstrument> by_instrument;
};

struct LotItem {
  AccountId account;
  InstrumentReference instrument;
  std::optional<TransactionId> transaction;
  Date opened_on;
  Decimal quantity;
  std::optional<Decimal> cost;
  std::optional<Decimal> cost_local;
  std::optional<Decimal> value;
  std::optional<Decimal> unrealized_gain;
};

enum class LotSide : std::uint8_t { Long, Short };

struct DisposalItem {
  AccountId account;
  InstrumentReference instrument;
  std::optional<TransactionId> transaction;
  std::optional<TransactionId> opened_by;  // none: a pool
  LotSide side = LotSide::Long;
  Date date;
  std::optional<Date> opened_on;
  Decimal quantity;
  Decimal proceeds;
  std::optional<Decimal> cost;
  std::optional<Decimal> gain;
};

struct LotsReport {
  ReportFrame frame;
  Date on;
  std::vector<LotItem> items;
  std::vector<DisposalItem> disposals;
};

// A lot, or part of one, from its opening to its closing or to the day of the report. Whole, whatever the share.
struct Trade {
  AccountId account;
  InstrumentReference instrument;
  std::optional<TransactionId> opened_by;  // none: a pool
  std::optional<TransactionId> closed_by;  // none: open
  std::optional<Date> opened_on;
  std::optional<Date> closed_on;  // none: open
  Decimal quantity;
  std::optional<Decimal> cost;
  std::optional<Decimal> proceeds;  // of an open one its value
  std::optional<Decimal> gain;
  std::optional<std::int32_t> holding_days;
  std::optional<Ratio> total_return;  // gain / cost as shown; of a short, / proceeds
  std::optional<Ratio> annualized;    // as ledger::annualize
};

struct TradesReport {
  ReportFrame frame;
  Date from;
  Date to;
  std::vector<Trade> items;
};

struct DrawdownPoint {
  Date date;
  Ratio drawdown;  // zero or negative
};

struct RiskReport {
  ReportFrame frame;
  Date from;
  Date to;
  Decimal risk_free;
  Decimal confidence;
  ledger::RiskFigures figures;
  std::optional<InstrumentReference> benchmark;
  std::vector<DrawdownPoint> series;
};

struct ContributionItem {
  std::optional<InstrumentReference> instrument;  // none: cash, loans, what names none
  Decimal gain;
  Ratio contribution;
};

struct ContributionReport {
  ReportFrame frame;
  Date from;
  Date to;
  Decimal gain;
  Ratio twr;
  std::vector<ContributionItem> items;
};

struct PeriodReturn {
  std::string period;  // "2024-03", "2024"
  Date from;
  Date to;
  std::optional<Ratio> twr;  // none where nothing was invested
  Decimal gain;
};

struct ReturnsReport {
  ReportFrame frame;
  Date from;
  Date to;
  std::optional<Ratio> twr;
  std::vector<PeriodReturn> months;
  std::vector<PeriodReturn> years;
};

struct NetWorthKinds {
  Decimal cash;
  Decimal investments;
  Decimal property;
  Decimal loans;
};

struct NetWorthAccount {
  AccountId account;
  std::string name;
  AccountKind kind = AccountKind::Brokerage;
  Decimal share;
  Decimal value;
  Decimal whole_value;
};

struct NetWorthPoint {
  Date date;
  Decimal total;
  Decimal invested;
  NetWorthKinds kinds;
};

struct NetWorthReport {
  ReportFrame frame;
  Date on;
  Date from;
  Date to;
  Decimal total;
  NetWorthKinds by_kind;
  std::vector<NetWorthAccount> accounts;
  std::vector<NetWorthPoint> series;
};

}  // namespace coffer::finance
