// Return on average investment of one position.
#include <span>
#include <utility>

#include "finance/cases/booking_figures.hpp"
#include "finance/cases/figure_text.hpp"
#include "ledger/conventions/average_investment.hpp"

namespace coffer::finance {

namespace json = boost::json;

namespace {

json::array list_of(const BookingCase& one, std::span<const ledger::TracedAmount> amounts, std::string_view day_name,
                    std::string_view amount_name) {
  json::array items;
  for (const ledger::TracedAmount& item : amounts)
    items.push_back(json::object{{day_name, text_of(item.date)}, {amount_name, one.figure(item.amount)}});
  return items;
}

void put_performance(const BookingCase& one, const ledger::AverageInvestment& result, json::object& out) {
  const ledger::InvestmentPerformance& plain = result.at_closing_rate;
  const ledger::InvestmentPerformance& booked = result.at_booked_rates;
  out["gross_performance"] = one.figure(plain.gross_performance);
  out["net_performance"] = one.figure(plain.net_performance);
  out["time_weighted_investment"] = one.figure(plain.time_weighted_investment);
  out["roai"] = one.figure(result.local.net_return());
  out["roai_gross"] = one.figure(result.local.gross_return());
  out["gross_performance_fx"] = one.figure(booked.gross_performance);
  out["net_performance_fx"] = one.figure(booked.net_performance);
  out["time_weighted_investment_fx"] = one.figure(booked.time_weighted_investment);
  out["roai_fx"] = one.figure(booked.net_return());
  out["roai_gross_fx"] = one.figure(booked.gross_return());
  out["roai_daily_average"] = one.figure(result.daily_average_return);
  out["cost_basis"] = one.figure(booked.investment);
  out["cost_basis_current_fx"] = one.figure(plain.investment);
  out["fees"] = one.figure(booked.fees);
  out["fees_instrument_currency"] = one.figure(result.local.fees);
  out["realized_gain"] = one.figure(result.local.realized_gain);
}

json::array series_of(const BookingCase& one, std::span<const ledger::InvestmentPoint> points) {
  json::array series;
  for (const ledger::InvestmentPoint& point : points)
    series.push_back(json::object{{"date", text_of(point.date)},
                                  {"value", one.figure(point.value)},
                                  {"investment", one.figure(point.performance.investment)},
                                  {"net_performance", one.figure(point.performance.net_performance)},
                                  {"roai", one.figure(point.performance.net_return())}});
  return series;
}

json::object holding_of(const BookingCase& one, const ledger::AverageInvestment& result) {
  return {{"symbol", text_of(one.symbol(one.model.symbol))},   {"quantity", one.figure(result.quantity)},
          {"average_price", one.figure(result.average_price)}, {"cost_basis", one.figure(result.local.investment)},
          {"market_value", one.figure(result.market_value)},   {"fees", one.figure(result.local.fees)},
          {"dividends", one.figure(result.dividends)}};
}

}  // namespace

Result<json::object> average_investment_figures(const BookingCase& one) {
  ledger::AverageInvestment result;
  if (one.model.symbol.is_set()) {
    if (!one.as_of) return missing_from_case("/as_of", "Give the day of the figures.");
    COFFER_TRY(computed, ledger::compute_average_investment(
                             one.input, {.instrument = one.model.symbol,
                                         .nature = one.model.is_cash ? ledger::PositionNature::CashBalance
                                                                     : ledger::PositionNature::Units,
                                         .as_of = *one.as_of,
                                         .range_starts = one.model.ranges,
                                         .series_dates = one.model.series_dates}));
    result = std::move(computed);
  }
  json::object out;
  put_performance(one, result, out);
  out["market_value"] = one.figure(result.market_value);
  out["dividends"] = one.figure(result.dividends);
  if (one.model.is_cash) out["cash"] = one.figure(result.market_value);
  out["investments"] = list_of(one, result.investments, "date", "investment");
  out["investment_flows_by_year"] = list_of(one, result.yearly_flows, "date", "investment");
  out["net_performance_by_range"] = list_of(one, result.net_since, "from", "value");
  out["series"] = series_of(one, result.series);
  json::array holdings;
  if (result.has_bookings) holdings.push_back(holding_of(one, result));
  out["holdings"] = std::move(holdings);
  return out;
}

}  // namespace coffer::finance
