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
  out["twr"] = text_of(cash.index.twr());
  out["interest"] = text_of(cash.interest);
  out["taxes"] = text_of(cash.taxes);
  out["warnings"] = text_of(std::to_string(cash.index.warnings));
  json::array series;
  for (const ledger::IndexDay& day : cash.index.days) {
    if (std::ranges::find(one.model.series_dates, day.date) == one.model.series_dates.end()) continue;
    series.push_back(json::object{{"date", text_of(day.date)},
                                  {"value", text_of(day.value)},
                                  {"daily_return", text_of(day.daily_return)},
                                  {"accumulated_return", text_of(day.accumulated_return)}});
  }
  out["series"] = std::move(series);
  if (one.model.aggregates_weeks) {
    json::array returns;
    for (const Ratio& week : ledger::weekly_returns(cash.index)) returns.push_back(text_of(week));
    out["aggregated"] = json::object{{"by", "WEEK"}, {"returns", std::move(returns)}};
  }
  return out;
}

Result<json::object> period_statement_figures(const BookingCase& one) {
  if (!one.period) return missing_from_case("/period", "The interval of the statement.");
  const ledger::PeriodStatement statement =
      ledger::compute_period_statement(ledger::Market(one.input), one.period->from, one.period->to, one.conventions);
  json::object report;
  report["initial_value"] = text_of(statement.initial_value);
  report["final_value"] = text_of(statement.final_value);
  report["capital_gains"] = text_of(statement.capital_gains);
  report["capital_gains_forex"] = text_of(statement.capital_gains_forex);
  report["realized_gains"] = text_of(statement.realized_gains);
  report["realized_gains_forex"] = text_of(statement.realized_gains_forex);
  report["earnings"] = text_of(statement.earnings);
  report["fees"] = text_of(statement.fees);
  report["taxes"] = text_of(statement.taxes);
  report["transfers"] = text_of(statement.transfers);
  report["currency_gains"] = text_of(statement.currency_gains);
  return json::object{{"period_report", std::move(report)}, {"irr", text_of(statement.irr)}};
}

Result<json::object> round_trip_figures(const BookingCase& one) {
  if (!one.as_of) return missing_from_case("/as_of", "The day of the valuation.");
  json::array trades;
  if (one.model.symbol.is_set()) {
    for (const ledger::RoundTrip& trip :
         ledger::list_round_trips(ledger::Market(one.input), one.model.symbol, *one.as_of, one.conventions)) {
      trades.push_back(json::object{{"side", trip.side == ledger::TradeSide::Long ? "LONG" : "SHORT"},
                                    {"closed", trip.is_closed()},
                                    {"quantity", text_of(trip.quantity)},
                                    {"start", text_of(trip.start)},
                                    {"end", trip.end ? text_of(*trip.end) : json::value(nullptr)},
                                    {"entry_value", text_of(trip.entry_value)},
                                    {"exit_value", text_of(trip.exit_value)},
                                    {"profit", text_of(trip.profit)},
                                    {"profit_gross", text_of(trip.profit_gross)},
                                    {"return", text_of(trip.return_ratio)},
                                    {"irr", text_of(trip.irr)},
                                    {"holding_days", text_of(std::to_string(trip.holding_days))}});
    }
  }
  return json::object{{"trades", std::move(trades)}};
}

}  // namespace coffer::finance
