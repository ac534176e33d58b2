#include "ledger/performance.hpp"

#include <algorithm>
#include <cassert>

#include "ledger/holding_course.hpp"
#include "ledger/problems.hpp"
#include "ledger/return_days.hpp"
#include "ledger/risk.hpp"
#include "ledger/scope_walk.hpp"
#include "ledger/terms.hpp"

namespace coffer::ledger {
namespace {

// About a human life; a longer request is a slip, and each day costs memory.
constexpr std::int32_t most_days = 45'000;

class Report {
 public:
  Report(const Book& book, const PerformanceRequest& request, const HoldingCourse& course)
      : book_(book), request_(request), walk_(book, course) {}

  Performance compute();

 private:
  [[nodiscard]] Decimal shown(const Decimal& amount) const { return to_minor(amount, book_.report); }
  void take_day(const Decimal& before, const WalkDay& day);
  void mark_large_flow(const Decimal& before, const WalkDay& day, const Decimal& net);
  void add_point(const WalkDay& day);
  [[nodiscard]] bool ends_interval(Date date) const;
  void add_warnings();

  const Book& book_;
  const PerformanceRequest& request_;
  ScopeWalk walk_;
  Performance result_;
  std::vector<Ratio> accumulated_;
  std::vector<Ratio> observed_;
  std::vector<DatedAmount> brought_;  // the opening value first
  double index_ = 1;
  double index_at_observation_ = 1;
  Decimal opening_;
  Decimal flows_;
  Decimal interval_flow_;
  Decimal interval_opening_;
  Decimal cash_booked_;
  Decimal unfunded_;
  Date last_unfunded_;
  std::optional<DatedAmount> below_zero_;  // the first day that began with less than nothing
};

void Report::mark_large_flow(const Decimal& before, const WalkDay& day, const Decimal& net) {
  if (!before.is_positive() || abs(net) <= multiply(before, book_.policy.large_flow_share)) return;
  const Decimal zero;
  const DayReturn start = day_link(before, day.value, net.is_positive() ? net : zero, net.is_positive() ? zero : -net);
  const DayReturn end = return_with_flow_at_end(before, day.value, net);
  result_.large_flows.push_back(
      {.date = day.date, .amount = shown(net), .twr_start = Ratio{start.factor - 1}, .twr_end = Ratio{end.factor - 1}});
}

void Report::take_day(const Decimal& before, const WalkDay& day) {
  const Decimal net = day.inflow - day.outflow;
  const DayReturn linked_day = day_return(before, day, request_.scope, book_.policy.flow_timing);
  if (!linked_day.has_capital) {
    const Decimal gain = day.value - before - net;
    if (!gain.is_zero()) last_unfunded_ = day.date;
    unfunded_ += gain;
    const Decimal capital = net.is_positive() ? before + net : before;
    if (capital.is_negative() && !below_zero_) below_zero_ = {day.date, shown(capital)};
  }
  index_ *= linked_day.factor;
  if (!net.is_zero()) {
    flows_ += net;
    interval_flow_ += net;
    const Decimal rounded = shown(net);
    if (!rounded.is_zero()) result_.flows.push_back({day.date, rounded});
    brought_.push_back({day.date, net});
    mark_large_flow(before, day, net);
  }
  cash_booked_ += day.cash_booked;
  accumulated_.push_back(Ratio{index_ - 1});
  if (day.has_own_price) {
    if (index_at_observation_ > 0) observed_.push_back(Ratio{index_ / index_at_observation_ - 1});
    index_at_observation_ = index_;
  }
}

bool Report::ends_interval(Date date) const {
  if (date == request_.period.to) return true;
  switch (request_.interval) {
    case Interval::Day: return true;
    case Interval::Week: return date.weekday() == 0;
    case Interval::Month: return date.plus_days(1).ymd().day() == std::chrono::day{1};
  }
  return true;
}

void Report::add_point(const WalkDay& day) {
  const Decimal value = shown(day.value);
  result_.series.emplace_back() = {.date = day.date,
                                   .value = value,
                                   .invested = value - shown(day.value - opening_ - flows_),
                                   .flow = shown(interval_flow_),
                                   .gain = shown(day.value - interval_opening_ - interval_flow_),
                                   .cash = shown(day.cash),
                                   .loans = shown(day.loans),
                                   .in_transit = shown(day.in_transit),
                                   .twr = Ratio{index_ - 1}};
  interval_flow_ = Decimal();
  interval_opening_ = day.value;
}

void Report::add_warnings() {
  result_.warnings = walk_.warnings();
  const ScopeShares shares(book_, request_.scope);
  for (const Warning& warning : book_.warnings) {
    if (warning.date > request_.period.to) continue;
    if (warning.account.is_set() && !shares.contains(warning.account)) continue;
    if (request_.scope.instrument.is_set() && warning.instrument.is_set() &&
        warning.instrument != request_.scope.instrument)
      continue;
    result_.warnings.push_back(warning);
  }
  const auto add = [&](WarningKind kind, Date date, const Decimal& amount) {
    result_.warnings.push_back({.kind = kind,
                                .date = date,
                                .account = {},
                                .instrument = request_.scope.instrument,
                                .currency = book_.report,
                                .quantity = amount});
  };
  for (const LargeFlow& flow : result_.large_flows) add(WarningKind::LargeFlow, flow.date, flow.amount);
  if (!result_.earned_without_capital.is_zero())
    add(WarningKind::EarnedWithoutCapital, last_unfunded_, result_.earned_without_capital);
  if (below_zero_) add(WarningKind::CapitalBelowZero, below_zero_->date, below_zero_->amount);
}

Performance Report::compute() {
  const Period period = request_.period;
  const WalkDay opening = walk_.today();
  result_.from = period.from;
  result_.to = period.to;
  result_.currency = book_.report;
  opening_ = opening.value;
  result_.opening_value = shown(opening_);
  interval_opening_ = opening.value;
  if (!opening.value.is_zero()) brought_.push_back({period.from, opening.value});
  const auto days = static_cast<std::size_t>(days_between(period.from, period.to));
  result_.series.reserve(request_.interval == Interval::Day ? days : days / 7 + 2);
  accumulated_.reserve(days);
  Decimal before = opening.value;
  while (walk_.today().date < period.to) {
    const WalkDay& day = walk_.advance();
    take_day(before, day);
    if (ends_interval(day.date)) add_point(day);
    before = day.value;
  }
  const WalkDay& closing = walk_.today();
  result_.value = shown(closing.value);
  result_.flows_net = shown(flows_);
  result_.gain = shown(closing.value - opening_ - flows_);
  // What is shown adds up: rounding is left to the money put in.
  result_.invested = result_.value - result_.gain;
  result_.twr = Ratio{index_ - 1};
  result_.twr_annualized = annualize(result_.twr, days_between(period.from, period.to), book_.policy.short_periods);
  result_.simple_returns = simple_returns(brought_, period.from, period.to, closing.value, book_.policy);
  std::vector<DatedFlow> payments;
  for (const DatedAmount& one : brought_) payments.push_back({one.date, Ratio{-to_statistic(one.amount)}});
  result_.irr = compute_irr(std::move(payments), period.to, Ratio{to_statistic(closing.value)});
  result_.max_drawdown = max_drawdown(accumulated_);
  const Volatility spread = volatility(observed_, book_.policy.trading_days_per_year);
  result_.volatility = spread.annual;
  result_.daily_deviation = spread.daily_deviation;
  result_.observations = spread.observations;
  result_.earned_without_capital = shown(unfunded_);
  result_.cash_forex_gain = shown(closing.cash - opening.cash - cash_booked_);
  add_warnings();
  return std::move(result_);
}

}  // namespace

Period whole_period(const Book& book) {
  const Date first = book.first_day.value_or(book.as_of.plus_days(1));
  return {.from = std::min(first.plus_days(-1), book.as_of), .to = book.as_of};
}

Result<> check_period(const Book& book, Period period) {
  if (period.to < period.from)
    return fail(ErrorKind::Invalid, problems::invalid_period, "The period ends before it begins.",
                {{"?from", "Not after the end."}});
  if (days_between(period.from, period.to) > most_days)
    return fail(ErrorKind::Invalid, problems::invalid_period, "The period is too long.",
                {{"?from", "At most 120 years."}});
  if (period.to > book.as_of)
    return fail(ErrorKind::Invalid, problems::invalid_period, "The period ends after the book.",
                {{"?to", "Not after the book's last day."}});
  return {};
}

Result<Performance> compute_performance(const Book& book, const PerformanceRequest& request) {
  COFFER_CHECK(check_period(book, request.period));
  try {
    const HoldingCourse course(book, request.scope, request.period.from, request.period.to);
    return Report(book, request, course).compute();
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "The amounts are too large to compute with.");
  }
}

Result<Performance> compute_performance(const Book& book, const PerformanceRequest& request,
                                        const HoldingCourse& course) {
  assert(course.from() == request.period.from && course.to() == request.period.to);
  COFFER_CHECK(check_period(book, request.period));
  try {
    return Report(book, request, course).compute();
  } catch (const DecimalOverflow&) {
    return fail(ErrorKind::Invalid, problems::amount_too_large, "The amounts are too large to compute with.");
  }
}

}  // namespace coffer::ledger
