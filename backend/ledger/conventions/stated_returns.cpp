#include "ledger/conventions/stated_returns.hpp"

#include <cmath>
#include <vector>

#include "ledger/conventions/trail_recorder.hpp"
#include "ledger/returns.hpp"

namespace coffer::ledger {

std::optional<TracedRatio> periodic_rate(std::span<const TimedAmount> flows) {
  std::vector<TimedFlow> timed;
  std::vector<TracedRatio> operands;
  for (const TimedAmount& flow : flows) {
    operands.emplace_back(flow.amount);
    operands.emplace_back(flow.time);
    timed.push_back({.time = operands.back().ratio(), .amount = Ratio{to_statistic(flow.amount.value())}});
  }
  const auto rate = compute_irr(std::move(timed)).rate;
  if (!rate) return std::nullopt;
  TrailRecorder* const recorder = recorder_of(operands);
  if (recorder == nullptr) return TracedRatio(*rate);
  return recorder->statistic(Operation::PeriodicRate, *rate, operands, {}).named({.kind = TrailKind::MoneyWeighted});
}

TracedRatio present_value(std::span<const TracedAmount> flows, const Traced& rate) {
  std::vector<DatedFlow> dated;
  std::vector<TracedRatio> operands{TracedRatio(rate)};
  std::vector<Date> dates;
  for (const TracedAmount& flow : flows) {
    operands.emplace_back(flow.amount);
    dates.push_back(flow.date);
    dated.push_back({.date = flow.date, .amount = operands.back().ratio()});
  }
  const Ratio worth = net_present_value(dated, operands.front().ratio());
  TrailRecorder* const recorder = recorder_of(operands);
  if (recorder == nullptr) return TracedRatio(worth);
  return recorder->statistic(Operation::PresentValue, worth, operands, {.dates = std::move(dates)})
      .named({.kind = TrailKind::PresentValue});
}

std::optional<TracedRatio> stated_dietz(const Traced& begin, const Traced& end, const Traced& length,
                                        std::span<const TimedAmount> flows) {
  if (!length.is_positive()) return std::nullopt;
  Traced capital = begin;
  Traced gain = end - begin;
  for (const TimedAmount& flow : flows) {
    gain -= flow.amount;
    capital += multiply_divide(flow.amount, length - flow.time, length);
  }
  if (capital.is_zero()) return std::nullopt;
  return growth(gain, capital).named({.kind = TrailKind::ReturnOnCapital});
}

std::optional<TracedRatio> linked_return(std::span<const Traced> values, std::span<const Traced> flows) {
  TracedRatio wealth = one_ratio();
  for (std::size_t i = 1; i < values.size(); ++i) {
    const Traced invested = values[i - 1] + (i - 1 < flows.size() ? flows[i - 1] : Traced());
    if (invested.is_zero()) return std::nullopt;
    wealth = compound(wealth, growth(values[i], invested));
  }
  return excess(wealth).named({.kind = TrailKind::ReturnOfValues});
}

std::optional<TracedRatio> months_until(const Traced& target, const SavingsPlan& plan) {
  const Traced rate = divide(plan.annual_rate, plan.months_per_year).named({.kind = TrailKind::MonthlyRate});
  const auto yield = [&](const Traced& capital) { return multiply(capital, rate) + plan.payment; };
  if (rate.is_zero() ? plan.payment.is_zero() : yield(plan.principal).is_zero()) return std::nullopt;
  const TracedRatio months = rate.is_zero() ? growth(target - plan.principal, plan.payment)
                                            : growth(logarithm(growth(yield(target), yield(plan.principal))),
                                                     logarithm(plus_one(TracedRatio(rate))));
  if (!std::isfinite(months.value)) return std::nullopt;
  return months.named({.kind = TrailKind::Months});
}

}  // namespace coffer::ledger
