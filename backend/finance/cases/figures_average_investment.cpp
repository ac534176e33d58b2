// Return on average investment of one position.
#include <span>
#include <utility>

#include "finance/cases/booking_figures.hpp"
#include "finance/cases/figure_text.hpp"
#include "ledger/conventions/average_investment.hpp"

namespace coffer::finance {

namespace json = boost::json;

namespace {

json::array list_of(std::span<const ledger::DatedAmount> amounts, std::string_view day_name,
                    std::string_view amount_name) {
  json::array items;
  for (const ledger::DatedAmount& one : amounts)
    items.push_back(json::object{{day_name, text_of(one.date)}, {amount_name, text_of(one.amount)}});
  return items;
}

void put_performance(const ledger::AverageInvestment& result, json::object& out) {
  const ledger::InvestmentPerformance& plain = result.at_closing_rate;
  const ledger::InvestmentPerformance& booked = result.at_booked_rates;
  out["gross_performance"] = text_of(plain.gross_performance);
  out["net_performance"] = text_of(plain.net_performance);
  out["time_weighted_investment"] = text_of(plain.time_weighted_investment);
  out["roai"] = text_of(result.local.net_return());
  out["roai_gross"] = text_of(result.local.gross_return());
  out["gross_performance_fx"] = text_of(booked.gross_performance);
  out["net_performance_fx"] = text_of(booked.net_performance);
  out["time_weighted_investment_fx"] = text_of(booked.time_weighted_investment);
  out["roai_fx"] = text_of(booked.net_return());
  out["roai_gross_fx"] = text_of(booked.gross_return());
  out["roai_daily_average"] = text_of(result.daily_average_return);
  out["cost_basis"] = text_of(booked.investment);
  out["cost_basis_current_fx"] = text_of(plain.investment);
  out["fees"] = text_of(booked.fees);
  out["fees_instrument_currency"] = text_of(result.local.fees);
  out["realized_gain"] = text_of(result.local.realized_gain);
}

json::array series_of(std::span<const ledger::InvestmentPoint> points) {
  json::array series;
  for (const ledger::InvestmentPoint& point : points)
    series.push_back(json::object{{"date", text_of(point.date)},
                                  {"value", text_of(point.value)},
                                  {"investment", text_of(point.performance.investment)},
                                  {"net_performance", text_of(point.performance.net_performance)},
                                  {"roai", text_of(point.performance.net_return())}});
  return series;
}

json::object holding_of(const BookingCase& one, const ledger::AverageInvestment& result) {
  return {{"symbol", text_of(one.symbol(one.model.symbol))}, {"quantity", text_of(result.quantity)},
          {"average_price", text_of(result.average_price)},  {"cost_basis", text_of(result.local.investment)},
          {"market_value", text_of(result.market_value)},    {"fees", text_of(result.local.fees)},
          {"dividends", text_of(result.dividends)}};
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
  put_performance(result, out);
  out["market_value"] = text_of(result.market_value);
  out["dividends"] = text_of(result.dividends);
  if (one.model.is_cash) out["cash"] = text_of(result.market_value);
  out["investments"] = list_of(result.investments, "date", "investment");
  out["investment_flows_by_year"] = list_of(result.yearly_flows, "date", "investment");
  out["net_performance_by_range"] = list_of(result.net_since, "from", "value");
  out["series"] = series_of(result.series);
  json::array holdings;
  if (result.has_bookings) holdings.push_back(holding_of(one, result));
  out["holdings"] = std::move(holdings);
  return out;
}

}  // namespace coffer::finance
