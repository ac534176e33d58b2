// One instrument by money lots: its lots alone, with its return over a period, its dividends.
#include <boost/json/array.hpp>
#include <string>

#include "finance/cases/booking_figures.hpp"
#include "finance/cases/figure_text.hpp"
#include "ledger/conventions/dividend_measures.hpp"
#include "ledger/conventions/instrument_performance.hpp"
#include "ledger/conventions/instrument_statement.hpp"
#include "ledger/conventions/traced_ratio.hpp"

namespace coffer::finance {
namespace {

namespace json = boost::json;

// A case without instruments has no symbol, and nothing to say of one.
Result<> require_symbol(const BookingCase& one) {
  if (!one.model.symbol.is_set()) return missing_from_case("/model/symbol", "The instrument that is asked for.");
  return {};
}

// The end of what is evaluated: the period's, else the day of the valuation.
Result<Date> last_day(const BookingCase& one) {
  if (one.as_of) return *one.as_of;
  if (one.period) return one.period->to;
  return missing_from_case("/as_of", "The day of the valuation.");
}

void put_statement(const BookingCase& one, const ledger::InstrumentStatement& statement, json::object& out) {
  out["cost_basis"] = one.figure(statement.held.cost);
  out["cost_per_share_net"] = one.figure(statement.cost_per_share_net());
  out["market_value"] = one.figure(statement.market_value);
  out["realized_gain_gross"] = one.figure(statement.realized_gain_gross);
  out["realized_forex_gain"] = one.figure(statement.realized_forex_gain);
  out["unrealized_gain"] = one.figure(statement.unrealized_gain);
  out["unrealized_gain_gross"] = one.figure(statement.unrealized_gain_gross);
  out["unrealized_forex_gain"] = one.figure(statement.unrealized_forex_gain);
  out["unrealized_gain_percent"] = one.figure(statement.unrealized_gain_percent());
  out["fees"] = one.figure(statement.fees);
  out["taxes"] = one.figure(statement.taxes);
  out["dividends"] = one.figure(statement.dividends);
  out["holdings"] = json::array{json::object{{"symbol", text_of(one.symbol(one.model.symbol))},
                                             {"quantity", one.figure(statement.quantity)},
                                             {"average_price", one.figure(statement.cost_per_share_net())}}};
}

void put_dividends(const BookingCase& one, const ledger::InstrumentStatement& statement, json::object& out) {
  out["dividend_count"] = one.figure(ledger::count_payments(statement.payments));
  out["dividend_yield_per_year"] = one.figure(ledger::dividend_yield_per_year(statement.payments));
}

void put_performance(const BookingCase& one, const ledger::InstrumentPerformance& performance, json::object& out) {
  const ledger::RiskSample sample = ledger::risk_sample(performance.index);
  const ledger::TracedDrawdown drawdown = ledger::drawdown_of(sample.days, one.input.recorder);
  const ledger::TracedDeviation deviation = ledger::deviation_of(sample.growths);
  out["twr"] = one.figure(performance.index.twr());
  out["twr_annualized"] = one.figure(performance.twr_annualized);
  out["irr"] = one.figure(performance.irr);
  out["delta"] = one.figure(performance.delta);
  out["delta_percent"] = one.figure(performance.delta_percent);
  out["max_drawdown"] = one.figure(drawdown.largest);
  out["max_drawdown_duration_days"] = one.figure(drawdown.most_days);
  out["volatility"] = one.figure(deviation.volatility);
  out["semi_deviation"] = one.figure(deviation.semi_deviation);
}

}  // namespace

Result<json::object> money_lot_figures(const BookingCase& one) {
  COFFER_CHECK(require_symbol(one));
  COFFER_TRY(to, last_day(one));
  ledger::BookingInterval interval{.from = {}, .to = to};
  if (one.model.opening_revaluation) {
    if (!one.period) return missing_from_case("/period", "An opening revaluation has a first day.");
    interval.from = one.period->from;
  }
  const ledger::Market market(one.input);
  json::object out;
  put_statement(one, ledger::compute_instrument_statement(market, one.model.symbol, interval, one.conventions), out);
  return out;
}

Result<json::object> instrument_figures(const BookingCase& one) {
  COFFER_CHECK(require_symbol(one));
  if (!one.period) return missing_from_case("/period", "The interval of the return.");
  const auto [from, to] = *one.period;
  const ledger::Market market(one.input);
  const ledger::InstrumentStatement statement =
      ledger::compute_instrument_statement(market, one.model.symbol, {.from = from, .to = to}, one.conventions);
  json::object out;
  put_statement(one, statement, out);
  put_dividends(one, statement, out);
  put_performance(one, ledger::compute_instrument_performance(market, one.model.symbol, from, to), out);
  return out;
}

Result<json::object> booked_irr_figures(const BookingCase& one) {
  COFFER_TRY(to, last_day(one));
  ledger::BookingInterval interval{.from = {}, .to = to};
  if (one.period) interval = {.from = one.period->from, .to = one.period->to};
  // One instrument is all that such a case has, so it need not be named.
  const ledger::InstrumentIndex only = one.symbols.empty() ? ledger::InstrumentIndex() : ledger::InstrumentIndex{0};
  const ledger::InstrumentIndex asked = one.model.symbol.is_set() ? one.model.symbol : only;
  if (!asked.is_set()) return json::object{{"irr", nullptr}};
  return json::object{{"irr", one.figure(ledger::compute_booked_irr(ledger::Market(one.input), asked, interval))}};
}

Result<json::object> instrument_volatility_figures(const BookingCase& one) {
  COFFER_CHECK(require_symbol(one));
  if (!one.period) return missing_from_case("/period", "The interval of the volatility.");
  const ledger::InstrumentPerformance performance = ledger::compute_instrument_performance(
      ledger::Market(one.input), one.model.symbol, one.period->from, one.period->to);
  const ledger::TracedDeviation deviation = ledger::deviation_of(ledger::risk_sample(performance.index).growths);
  return json::object{{"volatility", one.figure(deviation.volatility)},
                      {"semi_deviation", one.figure(deviation.semi_deviation)}};
}

Result<json::object> dividend_yield_figures(const BookingCase& one) {
  COFFER_CHECK(require_symbol(one));
  COFFER_TRY(to, last_day(one));
  const ledger::InstrumentStatement statement = ledger::compute_instrument_statement(
      ledger::Market(one.input), one.model.symbol, {.from = {}, .to = to}, one.conventions);
  json::object out;
  put_dividends(one, statement, out);
  out["dividends"] = one.figure(statement.dividends);
  out["dividend_periodicity"] =
      text_of(ledger::dividend_periodicity_name(ledger::dividend_periodicity(statement.payments)));
  return out;
}

}  // namespace coffer::finance
