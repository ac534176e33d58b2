// One instrument by money lots: its lots alone, with its return over a period, its dividends.
#include <boost/json/array.hpp>
#include <string>

#include "finance/cases/booking_figures.hpp"
#include "finance/cases/figure_text.hpp"
#include "ledger/conventions/dividend_measures.hpp"
#include "ledger/conventions/instrument_performance.hpp"
#include "ledger/conventions/instrument_statement.hpp"
#include "ledger/risk.hpp"

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
  out["cost_basis"] = text_of(statement.held.cost);
  out["cost_per_share_net"] = text_of(statement.cost_per_share_net());
  out["market_value"] = text_of(statement.market_value);
  out["realized_gain_gross"] = text_of(statement.realized_gain_gross);
  out["realized_forex_gain"] = text_of(statement.realized_forex_gain);
  out["unrealized_gain"] = text_of(statement.unrealized_gain);
  out["unrealized_gain_gross"] = text_of(statement.unrealized_gain_gross);
  out["unrealized_forex_gain"] = text_of(statement.unrealized_forex_gain);
  out["unrealized_gain_percent"] = text_of(statement.unrealized_gain_percent());
  out["fees"] = text_of(statement.fees);
  out["taxes"] = text_of(statement.taxes);
  out["dividends"] = text_of(statement.dividends);
  out["holdings"] = json::array{json::object{{"symbol", text_of(one.symbol(one.model.symbol))},
                                             {"quantity", text_of(statement.quantity)},
                                             {"average_price", text_of(statement.cost_per_share_net())}}};
}

void put_dividends(const ledger::InstrumentStatement& statement, json::object& out) {
  out["dividend_count"] = text_of(std::to_string(statement.payments.size()));
  out["dividend_yield_per_year"] = text_of(ledger::dividend_yield_per_year(statement.payments));
}

void put_performance(const ledger::InstrumentPerformance& performance, json::object& out) {
  const ledger::RiskSample sample = ledger::risk_sample(performance.index);
  const ledger::Drawdown drawdown = ledger::compute_drawdown(sample.accumulated);
  const ledger::Deviation deviation = ledger::compute_deviation(sample.returns);
  out["twr"] = text_of(performance.index.twr());
  out["twr_annualized"] = text_of(performance.twr_annualized);
  out["irr"] = text_of(performance.irr);
  out["delta"] = text_of(performance.delta);
  out["delta_percent"] = text_of(performance.delta_percent);
  out["max_drawdown"] = text_of(drawdown.largest);
  out["max_drawdown_duration_days"] = text_of(std::to_string(drawdown.most_days));
  out["volatility"] = text_of(deviation.volatility);
  out["semi_deviation"] = text_of(deviation.semi_deviation);
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
  put_dividends(statement, out);
  put_performance(ledger::compute_instrument_performance(market, one.model.symbol, from, to), out);
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
  return json::object{{"irr", text_of(ledger::compute_booked_irr(ledger::Market(one.input), asked, interval))}};
}

Result<json::object> instrument_volatility_figures(const BookingCase& one) {
  COFFER_CHECK(require_symbol(one));
  if (!one.period) return missing_from_case("/period", "The interval of the volatility.");
  const ledger::InstrumentPerformance performance = ledger::compute_instrument_performance(
      ledger::Market(one.input), one.model.symbol, one.period->from, one.period->to);
  const ledger::Deviation deviation = ledger::compute_deviation(ledger::risk_sample(performance.index).returns);
  return json::object{{"volatility", text_of(deviation.volatility)},
                      {"semi_deviation", text_of(deviation.semi_deviation)}};
}

Result<json::object> dividend_yield_figures(const BookingCase& one) {
  COFFER_CHECK(require_symbol(one));
  COFFER_TRY(to, last_day(one));
  const ledger::InstrumentStatement statement = ledger::compute_instrument_statement(
      ledger::Market(one.input), one.model.symbol, {.from = {}, .to = to}, one.conventions);
  json::object out;
  put_dividends(statement, out);
  out["dividends"] = text_of(statement.dividends);
  out["dividend_periodicity"] =
      text_of(ledger::dividend_periodicity_name(ledger::dividend_periodicity(statement.payments)));
  return out;
}

}  // namespace coffer::finance
