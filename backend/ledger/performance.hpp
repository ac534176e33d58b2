// How a scope did over an interval: value, money put in, gain, returns, risk, day by day.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "ledger/book.hpp"
#include "ledger/returns.hpp"
#include "ledger/returns_simple.hpp"
#include "ledger/scope.hpp"
#include "ledger/warning.hpp"

namespace coffer::ledger {

class HoldingCourse;

// (from, to]: `from` is the evening before the first day that counts.
struct Period {
  Date from;
  Date to;
};

// The whole life of the book: from the day before its first transaction to its last day.
[[nodiscard]] Period whole_period(const Book& book);

// Refuses (ErrorKind::Invalid, ledger/invalid-period) a period turned round, of more than 120 years, or
// that ends after the book.
[[nodiscard]] Result<> check_period(const Book& book, Period period);

// Week: last day of each ISO week; Month: of each month. The last day of the period always.
enum class Interval : std::uint8_t { Day, Week, Month };

struct PerformanceRequest {
  Scope scope;
  Period period;  // `to` is not after Book::as_of
  Interval interval = Interval::Day;
};

// Money in report currency, rounded to its minor unit.
struct PerformancePoint {
  Date date;
  Decimal value;
  Decimal invested;  // opening value plus net flows so far: value - invested = gain so far
  Decimal flow;      // net, of the interval that ends here
  Decimal gain;      // of the interval that ends here
  Decimal cash;
  Decimal loans;
  Decimal in_transit;  // part of value
  Ratio twr;           // since `from`
};

struct LargeFlow {
  Date date;
  Decimal amount;
  Ratio twr_start;  // that day's return with the flow at its start
  Ratio twr_end;
};

struct Performance {
  Date from;
  Date to;
  Currency currency;
  Decimal opening_value;
  Decimal value;
  Decimal invested;
  Decimal flows_net;
  Decimal gain;
  Ratio twr;
  std::optional<Ratio> twr_annualized;  // none for less than a year, unless the policy asks for it
  MoneyWeightedReturn irr;
  SimpleReturns simple_returns;
  Ratio max_drawdown;
  std::optional<Ratio> volatility;  // per year; none below two observations
  std::optional<Ratio> daily_deviation;
  std::int32_t observations = 0;
  Decimal earned_without_capital;
  Decimal cash_forex_gain;
  std::vector<DatedAmount> flows;  // net of each day with a flow, into the scope +
  std::vector<LargeFlow> large_flows;
  std::vector<PerformancePoint> series;  // by the interval asked for, beginning after `from`
  std::vector<Warning> warnings;
};

[[nodiscard]] Result<Performance> compute_performance(const Book& book, const PerformanceRequest& request);
// The same with the values of its holdings known: `course` is of this book, this scope and this period.
[[nodiscard]] Result<Performance> compute_performance(const Book& book, const PerformanceRequest& request,
                                                      const HoldingCourse& course);

}  // namespace coffer::ledger
