// Return of an investment over whole days.
#include "finance/cases/booking_figures.hpp"
#include "finance/cases/figure_text.hpp"
#include "ledger/conventions/linked_intervals.hpp"

namespace coffer::finance {

namespace json = boost::json;

Result<json::object> linked_return_figures(const BookingCase& one) {
  if (!one.period) return missing_from_case("/period", "Give the first and the last day.");
  ledger::Conventions conventions = one.conventions;
  conventions.days_per_year = one.model.year_days.value_or(Decimal::from_parts(36'525, 2));
  if (one.model.cash_inside) conventions.investment_cash = ledger::InvestmentCash::Inside;
  COFFER_TRY(result,
             ledger::compute_linked_return(one.input, conventions, {.from = one.period->from, .to = one.period->to}));
  return json::object{{"initial_value", text_of(result.initial_value)},
                      {"net_cash_flow", text_of(result.net_cash_flow)},
                      {"market_value", text_of(result.market_value)},
                      {"pnl", text_of(result.gain)},
                      {"irr", text_of(result.irr)},
                      {"twr", text_of(result.twr)},
                      {"twr_annualized", text_of(result.twr_annualized)},
                      {"realized_gain", text_of(result.realized_gain)},
                      {"unrealized_gain", text_of(result.unrealized_gain)}};
}

}  // namespace coffer::finance
