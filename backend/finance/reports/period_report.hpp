// Reports over an interval of a computed book: how a scope did, in figures of the core. Pure.
//
// All are refused (Invalid, finance/invalid-interval) where the interval does not end after it begins, and as
// ledger::check_period says.
#pragma once

#include <optional>

#include "finance/reports/household_book.hpp"
#include "finance/reports/report.hpp"
#include "ledger/index.hpp"
#include "ledger/performance.hpp"
#include "ledger/scope.hpp"

namespace coffer::finance {

struct ReportInterval {
  std::optional<Date> from;           // none: the day before the first transaction
  std::optional<Date> to;             // none: the day of `known_at`
  std::optional<Timestamp> known_at;  // none: now
  ledger::Interval spacing = ledger::Interval::Day;
};

struct RiskTerms {
  Decimal risk_free;                                // effective rate per year, as a fraction
  Decimal confidence = Decimal::from_parts(95, 2);  // of the value at risk
};

enum class TradeState : std::uint8_t { All, Closed, Open };

[[nodiscard]] std::unexpected<Error> invalid_interval(std::string pointer, std::string detail);
// (from, to] of the interval; the evening before the first transaction, where the caller does not say.
[[nodiscard]] Result<ledger::Period> period_of(const ComputedBook& computed, const ReportInterval& interval, Date to);

[[nodiscard]] Result<PerformanceReport> report_performance(const ComputedBook& computed, const ledger::Scope& scope,
                                                           ledger::Period period, ledger::Interval spacing,
                                                           ledger::InstrumentIndex benchmark);
// With the period as the core is asked about it, for a report and for its trails.
[[nodiscard]] ledger::RiskRequest risk_request(const ledger::Scope& scope, ledger::Period period,
                                               ledger::InstrumentIndex benchmark, const RiskTerms& terms);
[[nodiscard]] Result<RiskReport> report_risk(const ComputedBook& computed, const ledger::RiskRequest& request,
                                             const RiskTerms& terms);
// Not of an instrument (ErrorKind::Invalid).
[[nodiscard]] Result<ContributionReport> report_contribution(const ComputedBook& computed, const ledger::Scope& scope,
                                                             ledger::Period period);
[[nodiscard]] Result<ReturnsReport> report_returns(const ComputedBook& computed, const ledger::Scope& scope,
                                                   ledger::Period period);
// The lots of list_lots as round trips: those closed in the period, and those open at its end.
[[nodiscard]] Result<TradesReport> report_trades(const ComputedBook& computed, const ledger::Scope& scope,
                                                 ledger::Period period, std::optional<InstrumentId> instrument,
                                                 TradeState state);

}  // namespace coffer::finance
