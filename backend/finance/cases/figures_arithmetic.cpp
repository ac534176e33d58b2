// Returns and risk of given flows and series, without any bookings.
#include <algorithm>

#include "finance/cases/booking_figures.hpp"
#include "finance/cases/figure_text.hpp"
#include "ledger/conventions/stated_returns.hpp"

namespace coffer::finance {

namespace json = boost::json;

namespace {

// Days without dates are counted from the first.
std::vector<ledger::WealthDay> index_of_wealth(const ArithmeticInputs& inputs) {
  std::vector<ledger::WealthDay> days;
  for (const ledger::Traced& accumulated : inputs.accumulated) {
    const ledger::TracedRatio wealth = plus_one(ledger::TracedRatio(accumulated));
    const auto place = static_cast<std::int32_t>(days.size());
    days.push_back({.date = inputs.start.value_or(Date()).plus_days(place),
                    .growth = days.empty() ? ledger::one_ratio() : ledger::growth(wealth, days.back().wealth),
                    .wealth = wealth});
  }
  return days;
}

}  // namespace

Result<json::object> xirr_figures(const BookingCase& one) {
  return json::object{{"irr", one.figure(ledger::internal_rate(one.dated_flows, Date(), std::nullopt))}};
}

Result<json::object> xnpv_figures(const BookingCase& one) {
  if (!one.inputs.rate) return missing_from_case("/inputs/rate", "Give the rate per year.");
  return json::object{{"xnpv", one.figure(ledger::present_value(one.dated_flows, *one.inputs.rate))}};
}

Result<json::object> periodic_irr_figures(const BookingCase& one) {
  return json::object{{"irr", one.figure(ledger::periodic_rate(one.timed_flows))}};
}

Result<json::object> modified_dietz_figures(const BookingCase& one) {
  const ArithmeticInputs& inputs = one.inputs;
  if (!inputs.begin || !inputs.end || !inputs.length)
    return missing_from_case("/inputs", "Give begin, end and length.");
  return json::object{
      {"mwr", one.figure(ledger::stated_dietz(*inputs.begin, *inputs.end, *inputs.length, inputs.timed_flows))}};
}

Result<json::object> subperiod_figures(const BookingCase& one) {
  const ArithmeticInputs& inputs = one.inputs;
  if (inputs.values.size() != inputs.flows.size() + 1)
    return missing_from_case("/inputs/flows", "Give one flow less than values.");
  const auto total = ledger::linked_return(inputs.values, inputs.flows);
  json::object out{{"twr", one.figure(total)}};
  if (inputs.years)
    out["twr_annualized"] = one.figure(total ? ledger::per_period(*total, *inputs.years) : std::nullopt);
  return out;
}

Result<json::object> annualize_figures(const BookingCase& one) {
  if (!one.inputs.total_return || !one.inputs.days) return missing_from_case("/inputs", "Give total_return and days.");
  const ledger::Traced year = one.convention(ledger::Convention::DaysPerYear, 365);
  return json::object{{"annualized", one.figure(ledger::per_period(ledger::TracedRatio(*one.inputs.total_return),
                                                                   divide(*one.inputs.days, year)))}};
}

Result<json::object> fire_figures(const BookingCase& one) {
  const ArithmeticInputs& inputs = one.inputs;
  if (!inputs.principal || !inputs.annual_rate || !inputs.monthly_payment || !inputs.target)
    return missing_from_case("/inputs", "Give principal, annual_rate, monthly_payment and target.");
  return json::object{
      {"periods", one.figure(ledger::months_until(
                      *inputs.target, {.principal = *inputs.principal,
                                       .payment = *inputs.monthly_payment,
                                       .annual_rate = *inputs.annual_rate,
                                       .months_per_year = one.convention(ledger::Convention::MonthsPerYear, 12)}))}};
}

Result<json::object> risk_figures(const BookingCase& one) {
  const ArithmeticInputs& inputs = one.inputs;
  json::object out;
  if (!inputs.accumulated.empty()) {
    const ledger::TracedDrawdown drawdown = ledger::drawdown_of(index_of_wealth(inputs), one.input.recorder);
    out["max_drawdown"] = one.figure(drawdown.largest);
    out["max_drawdown_duration_days"] = one.figure(drawdown.most_days);
    if (inputs.start)
      out["longest_recovery"] = json::object{{"from", text_of(inputs.start->plus_days(drawdown.longest_recovery.from))},
                                             {"to", text_of(inputs.start->plus_days(drawdown.longest_recovery.to))}};
  }
  if (inputs.returns) {
    std::vector<ledger::TracedRatio> counted;
    for (std::size_t i = 0; i < inputs.returns->size(); ++i) {
      if (std::ranges::find(inputs.skip, i) == inputs.skip.end())
        counted.push_back(plus_one(ledger::TracedRatio((*inputs.returns)[i])));
    }
    const ledger::TracedDeviation deviation = ledger::deviation_of(counted);
    out["volatility"] = one.figure(deviation.volatility);
    out["semi_deviation"] = one.figure(deviation.semi_deviation);
  }
  return out;
}

}  // namespace coffer::finance
