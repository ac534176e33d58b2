#include "ledger/risk_figures.hpp"

#include <algorithm>
#include <cmath>

#include "ledger/problems.hpp"
#include "ledger/return_days.hpp"
#include "ledger/return_measure.hpp"
#include "ledger/return_sample.hpp"
#include "ledger/risk.hpp"

namespace coffer::ledger {
namespace {

constexpr double days_per_year = 365.0;

// From the end of one observed day to the end of the next.
struct Observation {
  Date from;
  Date to;
  Ratio earned;
};

std::vector<Observation> observe(const ReturnDays& chain, Date from) {
  std::vector<Observation> observations;
  double index_then = 1;
  for (const ReturnDay& day : chain.days) {
    if (!day.has_own_price) continue;
    const double index = day.index_before * day.factor;
    if (index_then > 0) observations.push_back({.from = from, .to = day.date, .earned = Ratio{index / index_then - 1}});
    index_then = index;
    from = day.date;
  }
  return observations;
}

// Up to the rounding of a chain of factors.
bool reaches(double index, double height) { return index >= height * (1 - 1e-12); }

MaxDrawdown deepest_fall(const ReturnDays& chain, Date from, Date to) {
  MaxDrawdown deepest;
  double peak = 1;
  Date peak_date = from;
  double height = 0;  // of the peak before the deepest fall
  bool is_below = false;
  for (const ReturnDay& day : chain.days) {
    const double index = day.index_before * day.factor;
    if (deepest.trough && !deepest.recovery && reaches(index, height)) deepest.recovery = day.date;
    const bool is_peak = reaches(index, peak);
    if (is_peak && (is_below || index > peak)) {
      if (is_below || !reaches(peak, index)) peak_date = day.date;
      peak = std::max(peak, index);
    }
    is_below = !is_peak;
    const double depth = peak > 0 ? (peak - index) / peak : 0;
    if (depth > deepest.depth.value) {
      deepest = {.depth = Ratio{depth}, .peak = peak_date, .trough = day.date};
      height = peak;
    }
  }
  if (deepest.peak) deepest.days_down = days_between(*deepest.peak, deepest.recovery.value_or(to));
  return deepest;
}

// Growth of one unit at the riskless rate through the days after `from`, up to and including `to`.
double riskless_growth(const DecimalSeries& rates, Date from, Date to) {
  double logarithm = 0;
  for (Date day = from.plus_days(1); day <= to; day = day.plus_days(1)) {
    const double rate = to_statistic(rates.value(rates.find_last(day).value_or(0)));
    logarithm += std::log1p(rate) / days_per_year;
  }
  return std::exp(logarithm);
}

std::vector<Ratio> riskless_returns(const RiskRequest& request, const std::vector<Observation>& observations,
                                    std::vector<Warning>& warnings) {
  std::vector<Ratio> returns;
  if (!request.riskless || request.riskless->is_empty()) return returns;
  for (const Observation& one : observations)
    returns.push_back(Ratio{riskless_growth(*request.riskless, one.from, one.to) - 1});
  if (request.riskless->date(0) > request.period.from.plus_days(1))
    warnings.push_back({.kind = WarningKind::EstimatedRate,
                        .date = request.period.from.plus_days(1),
                        .account = {},
                        .instrument = {},
                        .currency = {},
                        .quantity = request.riskless->value(0)});
  return returns;
}

std::vector<Ratio> benchmark_returns(const BenchmarkPrice& price, const std::vector<Observation>& observations) {
  std::vector<Ratio> returns;
  for (const Observation& one : observations) {
    const auto before = price.value(one.from);
    const auto after = price.value(one.to);
    if (!before || !after) return {};
    returns.push_back(Ratio{*after / *before - 1});
  }
  return returns;
}

RiskFigures risk_figures(const Book& book, const RiskRequest& request) {
  const auto [from, to] = request.period;
  const ReturnDays chain = daily_returns(book, request.scope, from, to);
  const std::vector<Observation> observations = observe(chain, from);
  std::vector<Ratio> returns;
  for (const Observation& one : observations) returns.push_back(one.earned);

  RiskFigures figures;
  const std::vector<Ratio> riskless = riskless_returns(request, observations, figures.warnings);
  std::vector<Ratio> benchmark;
  if (request.benchmark.is_set()) {
    const BenchmarkPrice price(book, request.benchmark, from);
    price.warn(figures.warnings, to);
    benchmark = benchmark_returns(price, observations);
    if (const auto total = price.growth(to)) figures.benchmark = BenchmarkFigures{.total = *total};
  }
  const std::int32_t per_year = book.policy.trading_days_per_year;
  const ReturnSample sample(returns, riskless, benchmark, per_year);
  const Volatility spread = volatility(returns, per_year);
  figures.observations = spread.observations;
  figures.volatility = spread.annual;
  figures.semi_deviation = sample.semi_deviation();
  figures.max_drawdown = deepest_fall(chain, from, to);
  figures.sharpe = sample.sharpe();
  figures.sortino = sample.sortino();
  figures.value_at_risk = sample.value_at_risk(Ratio{to_statistic(request.confidence)});
  const auto yearly = annualize(Ratio{chain.index - 1}, days_between(from, to), book.policy.short_periods);
  if (yearly && figures.max_drawdown.depth.value > 0)
    figures.calmar = Ratio{yearly->value / figures.max_drawdown.depth.value};
  if (figures.benchmark) {
    figures.benchmark->beta = sample.beta();
    figures.benchmark->alpha = sample.alpha();
    figures.benchmark->tracking_error = sample.tracking_error();
    figures.benchmark->information_ratio = sample.information_ratio();
    figures.benchmark->correlation = sample.correlation();
  }
  return figures;
}

bool has_possible_rates(const RiskRequest& request) {
  if (!request.riskless) return true;
  for (std::size_t i = 0; i < request.riskless->size(); ++i) {
    if (request.riskless->value(i) <= Decimal(-1)) return false;
  }
  return true;
}

}  // namespace

Result<RiskFigures> compute_risk(const Book& book, const RiskRequest& request) {
  COFFER_CHECK(check_period(book, request.period));
  std::vector<FieldError> faults;
  if (request.benchmark.is_set() && request.benchmark.value >= book.instruments.size())
    faults.push_back({"?benchmark", "An instrument of the book."});
  if (!request.confidence.is_positive() || request.confidence >= Decimal(1))
    faults.push_back({"?confidence", "Between 0 and 1."});
  if (!has_possible_rates(request)) faults.push_back({"?riskless", "Rates above -100 %."});
  if (!faults.empty()) {
    std::string detail = faults.front().detail;
    return fail(ErrorKind::Invalid, problems::invalid_input, std::move(detail), std::move(faults));
  }
  try {
    return risk_figures(book, request);
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "The amounts are too large to compute with.");
  }
}

}  // namespace coffer::ledger
