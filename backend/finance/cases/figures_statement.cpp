// The whole by money lots: the index of its cash, its statement of a period; round trips.
#include <algorithm>
#include <boost/json/array.hpp>
#include <string>

#include "finance/cases/booking_figures.hpp"
#include "finance/cases/figure_text.hpp"
#include "ledger/conventions/daily_index.hpp"
#include "ledger/conventions/period_statement.hpp"
#include "ledger/conventions/round_trips.hpp"

namespace coffer::finance {

namespace json = boost::json;

Result<json::object> cash_index_figures(const BookingCase& one) {
  if (!one.period) return missing_from_case("/period", "The interval of the index.");
  const ledger::CashIndex cash =
      ledger::compute_cash_index(ledger::Market(one.input), one.period->from, one.period->to);
  json::object out;
  out["twr"] = one.figure(cash.index.twr());
  out["interest"] = one.figure(cash.interest);
  out["taxes"] = one.figure(cash.taxes);
  out["warnings"] = one.figure(cash.index.warnings());
  json::array series;
  for (const ledger::IndexDay& day : cash.index.days) {
    if (std::ranges::find(one.model.series_dates, day.date) == one.model.series_dates.end()) continue;
    series.push_back(json::object{{"date", text_of(day.date)},
                                  {"value", one.figure(day.value)},
                                  {"daily_return", one.figure(day.daily_return())},
                                  {"accumulated_return", one.figure(day.accumulated_return())}});
  }
  out["series"] = std::move(series);
  if (one.model.aggregates_weeks) {
    json::array returns;
    for (const ledger::TracedRatio& week : ledger::weekly_returns(cash.index)) returns.push_back(one.figure(week));
    out["aggregated"] = json::object{{"by", "WEEK"}, {"returns", std::move(returns)}};
  }
  return out;
}

Result<json::object> period_statement_figures(const BookingCase& one) {
  if (!one.period) return missing_from_case("/period", "The interval of the statement.");
  const ledger::PeriodStatement statement =
      ledger::compute_period_statement(ledger::Market(one.input), one.period->from, one.period->to, one.conventions);
  json::object report;
  report["initial_value"] = one.figure(statement.initial_value);
  report["final_value"] = one.figure(statement.final_value);
  report["capital_gains"] = one.figure(statement.capital_gains);
  report["capital_gains_forex"] = one.figure(statement.capital_gains_forex);
  report["realized_gains"] = one.figure(statement.realized_gains);
  report["realized_gains_forex"] = one.figure(statement.realized_gains_forex);
  report["earnings"] = one.figure(statement.earnings);
  report["fees"] = one.figure(statement.fees);
  report["taxes"] = one.figure(statement.taxes);
  report["transfers"] = one.figure(statement.transfers);
  report["currency_gains"] = one.figure(statement.currency_gains);
  return json::object{{"period_report", std::move(report)}, {"irr", one.figure(statement.irr)}};
}

Result<json::object> round_trip_figures(const BookingCase& one) {
  if (!one.as_of) return missing_from_case("/as_of", "The day of the valuation.");
  json::array trades;
  if (one.model.symbol.is_set()) {
    for (const ledger::RoundTrip& trip :
         ledger::list_round_trips(ledger::Market(one.input), one.model.symbol, *one.as_of, one.conventions)) {
      trades.push_back(json::object{{"side", trip.side == ledger::TradeSide::Long ? "LONG" : "SHORT"},
                                    {"closed", trip.is_closed()},
                                    {"quantity", one.figure(trip.quantity)},
                                    {"start", text_of(trip.start)},
                                    {"end", trip.end ? text_of(*trip.end) : json::value(nullptr)},
                                    {"entry_value", one.figure(trip.entry_value)},
                                    {"exit_value", one.figure(trip.exit_value)},
                                    {"profit", one.figure(trip.profit)},
                                    {"profit_gross", one.figure(trip.profit_gross)},
                                    {"return", one.figure(trip.return_ratio)},
                                    {"irr", one.figure(trip.irr)},
                                    {"holding_days", one.figure(trip.holding_days)}});
    }
  }
  return json::object{{"trades", std::move(trades)}};
}

}  // namespace coffer::finance
