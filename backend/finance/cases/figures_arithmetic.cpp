// Returns and risk of given flows and series, without any bookings.
#include <algorithm>

#include "finance/cases/booking_figures.hpp"
#include "finance/cases/figure_text.hpp"
#include "ledger/returns.hpp"
#include "ledger/risk.hpp"

namespace coffer::finance {

namespace json = boost::json;

Result<json::object> xirr_figures(const BookingCase& one) {
  return json::object{{"irr", text_of(ledger::compute_irr(one.dated_flows, Date(), std::nullopt).rate)}};
}

Result<json::object> xnpv_figures(const BookingCase& one) {
  if (!one.inputs.rate) return missing_from_case("/inputs/rate", "Give the rate per year.");
  return json::object{{"xnpv", text_of(ledger::net_present_value(one.dated_flows, *one.inputs.rate))}};
}

Result<json::object> periodic_irr_figures(const BookingCase& one) {
  return json::object{{"irr", text_of(ledger::compute_irr(one.timed_flows).rate)}};
}

Result<json::object> modified_dietz_figures(const BookingCase& one) {
  const ArithmeticInputs& inputs = one.inputs;
  if (!inputs.begin || !inputs.end || !inputs.length)
    return missing_from_case("/inputs", "Give begin, end and length.");
  return json::object{
      {"mwr", text_of(ledger::modified_dietz(*inputs.begin, *inputs.end, *inputs.length, inputs.timed_flows))}};
}

Result<json::object> subperiod_figures(const BookingCase& one) {
  const ArithmeticInputs& inputs = one.inputs;
  if (inputs.values.size() != inputs.flows.size() + 1)
    return missing_from_case("/inputs/flows", "Give one flow less than values.");
  const auto total = ledger::linked_return(inputs.values, inputs.flows);
  json::object out{{"twr", text_of(total)}};
  if (inputs.years)
    out["twr_annualized"] = text_of(total ? ledger::annualize_years(*total, *inputs.years) : std::optional<Ratio>());
  return out;
}

Result<json::object> annualize_figures(const BookingCase& one) {
  if (!one.inputs.total_return || !one.inputs.days) return missing_from_case("/inputs", "Give total_return and days.");
  return json::object{
      {"annualized", text_of(ledger::annualize_years(*one.inputs.total_return, Ratio{one.inputs.days->value / 365}))}};
}

Result<json::object> fire_figures(const BookingCase& one) {
  const ArithmeticInputs& inputs = one.inputs;
  if (!inputs.principal || !inputs.annual_rate || !inputs.monthly_payment || !inputs.target)
    return missing_from_case("/inputs", "Give principal, annual_rate, monthly_payment and target.");
  return json::object{{"periods", text_of(ledger::months_until(*inputs.target, *inputs.principal,
                                                               *inputs.monthly_payment, *inputs.annual_rate))}};
}

Result<json::object> risk_figures(const BookingCase& one) {
  const ArithmeticInputs& inputs = one.inputs;
  json::object out;
  if (!inputs.accumulated.empty()) {
    const ledger::Drawdown drawdown = ledger::compute_drawdown(inputs.accumulated);
    out["max_drawdown"] = text_of(drawdown.largest);
    out["max_drawdown_duration_days"] = text_of(std::to_string(drawdown.most_days));
    if (inputs.start)
      out["longest_recovery"] = json::object{{"from", text_of(inputs.start->plus_days(drawdown.longest_recovery.from))},
                                             {"to", text_of(inputs.start->plus_days(drawdown.longest_recovery.to))}};
  }
  if (inputs.returns) {
    std::vector<Ratio> counted;
    for (std::size_t i = 0; i < inputs.returns->size(); ++i) {
      if (std::ranges::find(inputs.skip, i) == inputs.skip.end()) counted.push_back((*inputs.returns)[i]);
    }
    const ledger::Deviation deviation = ledger::compute_deviation(counted);
    out["volatility"] = text_of(deviation.volatility);
    out["semi_deviation"] = text_of(deviation.semi_deviation);
  }
  return out;
}

}  // namespace coffer::finance
