// How risky a scope's return was, by itself and against a benchmark, over its daily series.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "base/date.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "ledger/book.hpp"
#include "ledger/index.hpp"
#include "ledger/performance.hpp"
#include "ledger/scope.hpp"
#include "ledger/series.hpp"
#include "ledger/warning.hpp"

namespace coffer::ledger {

struct RiskRequest {
  Scope scope;
  Period period;
  InstrumentIndex benchmark;  // of the book; unset: none. Its price, converted at the rates of its days
  // Effective rate per year of a day as a fraction (0.03), carried forward, actual/365; null: zero.
  std::shared_ptr<const DecimalSeries> riskless;
  Decimal confidence = Decimal::from_parts(95, 2);  // of the value at risk, between 0 and 1
};

// Of the index of all days of the period: the greatest fall from a highest point so far.
struct MaxDrawdown {
  Ratio depth;                   // positive; zero and without dates where the index never fell
  std::optional<Date> peak;      // the first day at the height from which it fell
  std::optional<Date> trough;    // the first day at the depth
  std::optional<Date> recovery;  // the first later day at the height again; none: not yet
  std::int32_t days_down = 0;    // peak to recovery, else to the end of the period
};

// Yearly figures of the observations; each as ReturnSample says.
struct BenchmarkFigures {
  Ratio total;  // over the period, price only: distributions are not in a price series
  std::optional<Ratio> beta;
  std::optional<Ratio> alpha;
  std::optional<Ratio> tracking_error;
  std::optional<Ratio> information_ratio;
  std::optional<Ratio> correlation;
};

struct RiskFigures {
  // Days on which a listed holding had a price of its own; other days merge into the next.
  std::int32_t observations = 0;
  std::optional<Ratio> volatility;  // sample deviation of ln(1 + r), a year
  std::optional<Ratio> semi_deviation;
  MaxDrawdown max_drawdown;
  std::optional<Ratio> sharpe;
  std::optional<Ratio> sortino;
  // Annualised return / depth of the greatest fall (Young 1991): none without an annualised return or fall.
  std::optional<Ratio> calmar;
  std::optional<Ratio> value_at_risk;         // of one observation, as a share of the value
  std::optional<BenchmarkFigures> benchmark;  // none without its price or rate
  std::vector<Warning> warnings;              // of benchmark and riskless rate
};

[[nodiscard]] Result<RiskFigures> compute_risk(const Book& book, const RiskRequest& request);

}  // namespace coffer::ledger
