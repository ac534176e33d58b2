// Return of an investment over whole days.
#include "finance/cases/booking_figures.hpp"
#include "finance/cases/figure_text.hpp"
#include "ledger/conventions/linked_intervals.hpp"

namespace coffer::finance {

namespace json = boost::json;

Result<json::object> linked_return_figures(const BookingCase& one) {
  if (!one.period) return missing_from_case("/period", "Give the first and the last day.");
  ledger::Conventions conventions = one.conventions;
  conventions.days_per_year = one.model.year_days.value_or(
      one.convention(ledger::Convention::JulianDaysPerYear, Decimal::from_parts(36'525, 2)));
  if (one.model.cash_inside) conventions.investment_cash = ledger::InvestmentCash::Inside;
  COFFER_TRY(result,
             ledger::compute_linked_return(one.input, conventions, {.from = one.period->from, .to = one.period->to}));
  return json::object{{"initial_value", one.figure(result.initial_value)},
                      {"net_cash_flow", one.figure(result.net_cash_flow)},
                      {"market_value", one.figure(result.market_value)},
                      {"pnl", one.figure(result.gain)},
                      {"irr", one.figure(result.irr)},
                      {"twr", one.figure(result.twr)},
                      {"twr_annualized", one.figure(result.twr_annualized)},
                      {"realized_gain", one.figure(result.realized_gain)},
                      {"unrealized_gain", one.figure(result.unrealized_gain)}};
}

}  // namespace coffer::finance
