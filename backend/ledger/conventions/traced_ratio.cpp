#include "ledger/conventions/traced_ratio.hpp"

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <utility>

#include "ledger/conventions/trail_recorder.hpp"
#include "ledger/returns.hpp"

namespace coffer::ledger {
namespace {

TracedRatio statistic(Operation operation, Ratio value, std::initializer_list<TracedRatio> operands,
                      TrailRecorder::Settings settings = {}) {
  TrailRecorder* const recorder = recorder_of(operands);
  return recorder == nullptr ? TracedRatio(value)
                             : recorder->statistic(operation, value, operands, std::move(settings));
}

bool is_one(const TracedRatio& ratio) { return !ratio.is_traced() && ratio.value == 1; }

}  // namespace

TracedRatio TracedRatio::named(const TrailLabel& label) const {
  if (is_traced()) place_.recorder->name(place_.node, label);
  return *this;
}

TracedRatio one_ratio() { return TracedRatio(Ratio{1}); }

TracedRatio growth(const TracedRatio& a, const TracedRatio& b) {
  return statistic(Operation::Growth, Ratio{a.value / b.value}, {a, b});
}

TracedRatio growth(const Traced& a, const Traced& b) { return growth(TracedRatio(a), TracedRatio(b)); }

TracedRatio compound(const TracedRatio& a, const TracedRatio& b) {
  if (is_one(a)) return b;
  if (is_one(b)) return a;
  return statistic(Operation::Compound, Ratio{a.value * b.value}, {a, b});
}

TracedRatio excess(const TracedRatio& growth) {
  if (is_one(growth)) return {};
  return statistic(Operation::Excess, Ratio{growth.value - 1}, {growth});
}

TracedRatio plus_one(const TracedRatio& rate) { return statistic(Operation::Factor, Ratio{rate.value + 1}, {rate}); }

TracedRatio logarithm(const TracedRatio& of) {
  return statistic(Operation::Logarithm, Ratio{std::log(of.value)}, {of});
}

TracedRatio product_with_root(const TracedRatio& a, const Traced& b) {
  return statistic(Operation::PerYear, Ratio{a.value * std::sqrt(to_statistic(b.value()))}, {a, TracedRatio(b)});
}

std::optional<TracedRatio> annualize_days(const TracedRatio& total, std::int32_t days) {
  const auto rate = annualize(total.ratio(), days, ShortPeriods::Annualized);
  if (!rate) return std::nullopt;
  return statistic(Operation::Annualize, *rate, {total}, {.days = days}).named({.kind = TrailKind::ReturnPerYear});
}

std::optional<TracedRatio> per_period(const TracedRatio& total, const Traced& periods) {
  const auto rate = annualize_years(total.ratio(), Ratio{to_statistic(periods.value())});
  if (!rate) return std::nullopt;
  return statistic(Operation::PerPeriod, *rate, {total, TracedRatio(periods)})
      .named({.kind = TrailKind::ReturnPerYear});
}

std::optional<TracedRatio> internal_rate(std::vector<TracedAmount> flows, Date as_of,
                                         const std::optional<Traced>& final_value,
                                         const std::optional<Traced>& days_per_period) {
  std::vector<DatedFlow> dated;
  std::vector<TracedRatio> operands;
  for (const TracedAmount& flow : flows) {
    operands.emplace_back(flow.amount);
    dated.push_back({.date = flow.date, .amount = operands.back().ratio()});
  }
  const Ratio period{days_per_period ? to_statistic(days_per_period->value()) : 365};
  const auto closing = final_value ? std::optional(Ratio{to_statistic(final_value->value())}) : std::nullopt;
  const auto rate = compute_irr(dated, as_of, closing, period).rate;
  if (!rate) return std::nullopt;
  if (final_value && !final_value->is_zero()) {
    operands.emplace_back(*final_value);
    dated.push_back({.date = as_of, .amount = {}});
  }
  TrailRecorder* const recorder = recorder_of(operands);
  if (recorder == nullptr) return TracedRatio(*rate);
  std::vector<Date> dates;
  for (const DatedFlow& flow : dated) dates.push_back(flow.date);
  if (days_per_period) operands.emplace_back(*days_per_period);
  return recorder->statistic(Operation::InternalRate, *rate, operands, {.dates = std::move(dates), .on = as_of})
      .named({.kind = TrailKind::MoneyWeighted});
}

TracedDrawdown drawdown_of(std::span<const WealthDay> days, TrailRecorder* recorder) {
  std::vector<Ratio> accumulated;
  for (const WealthDay& day : days) accumulated.push_back(Ratio{day.wealth.value - 1});
  const Drawdown found = compute_drawdown(accumulated);
  TracedDrawdown drawdown{.largest = TracedRatio(found.largest),
                          .most_days = Decimal(found.most_days),
                          .longest_recovery = found.longest_recovery};
  if (recorder == nullptr || days.empty()) return drawdown;
  std::vector<TracedRatio> growths;
  std::vector<TracedRatio> wealth;
  std::vector<Date> dates;
  for (std::size_t i = 0; i < days.size(); ++i) {
    const bool is_unchanged = is_one(days[i].growth);
    if (i > 0 && is_unchanged) continue;
    if (i > 0) growths.push_back(days[i].growth);
    wealth.push_back(days[i].wealth);
    dates.push_back(days[i].date);
  }
  const Date from = dates.front();
  const Date last = days.back().date;
  dates.push_back(last);
  drawdown.largest = recorder->statistic(Operation::Drawdown, found.largest, growths, {})
                         .named({.kind = TrailKind::Fall, .date = last, .from = from});
  drawdown.most_days = recorder->dated_step(Operation::DrawdownDays, found.most_days, wealth, {.dates = dates})
                           .named({.kind = TrailKind::DaysOfFall, .date = last, .from = from});
  return drawdown;
}

TracedDeviation deviation_of(std::span<const TracedRatio> growths) {
  std::vector<Ratio> returns;
  std::vector<TracedRatio> counted;
  for (const TracedRatio& growth : growths) {
    if (growth.value <= 0) continue;
    returns.push_back(Ratio{growth.value - 1});
    counted.push_back(growth);
  }
  const Deviation found = compute_deviation(returns);
  TracedDeviation deviation{.volatility = TracedRatio(found.volatility),
                            .semi_deviation = TracedRatio(found.semi_deviation)};
  TrailRecorder* const recorder = recorder_of(counted);
  if (recorder == nullptr || counted.size() < 2) return deviation;
  const Ratio root{std::sqrt(static_cast<double>(counted.size()))};
  const auto days = recorder->dated_step(Operation::Count, static_cast<std::int64_t>(counted.size()), counted, {})
                        .named({.kind = TrailKind::Observations});
  const auto whole = [&](Operation operation, Ratio value) {
    const TracedRatio daily = recorder->statistic(operation, Ratio{value.value / root.value}, counted, {})
                                  .named({.kind = TrailKind::DailyDeviation});
    return product_with_root(daily, days).named({.kind = TrailKind::DeviationOfPeriod});
  };
  deviation.volatility = whole(Operation::LogDeviation, found.volatility);
  deviation.semi_deviation = whole(Operation::LogShortfall, found.semi_deviation);
  return deviation;
}

}  // namespace coffer::ledger
