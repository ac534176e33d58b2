// Holdings at average cost and sums over them.
#include <utility>

#include "finance/cases/booking_figures.hpp"
#include "finance/cases/figure_text.hpp"
#include "ledger/conventions/average_cost_holdings.hpp"
#include "ledger/conventions/holdings_totals.hpp"

namespace coffer::finance {

namespace json = boost::json;

Result<json::object> average_price_figures(const BookingCase& one) {
  if (!one.as_of) return missing_from_case("/as_of", "Give the day of the figures.");
  ledger::Conventions conventions = one.conventions;
  conventions.zero_epsilon = one.model.zero_epsilon;
  COFFER_TRY(holdings, ledger::compute_average_cost_holdings(one.input, conventions, *one.as_of));
  json::array items;
  for (const ledger::AverageCostHolding& item : holdings.items)
    items.push_back(json::object{{"symbol", text_of(one.symbol(item.instrument))},
                                 {"quantity", text_of(item.quantity)},
                                 {"cost_basis", text_of(item.cost_basis)},
                                 {"average_price", text_of(item.average_price)},
                                 {"market_value", text_of(item.market_value)}});
  return json::object{{"holdings", std::move(items)},
                      {"cost_basis", text_of(holdings.cost_basis)},
                      {"market_value", text_of(holdings.market_value)},
                      {"dividends", text_of(holdings.dividends)}};
}

Result<json::object> totals_figures(const BookingCase& one) {
  if (!one.as_of) return missing_from_case("/as_of", "Give the day of the figures.");
  COFFER_TRY(totals, ledger::compute_holdings_totals(one.input, *one.as_of, one.model.series_dates));
  json::array holdings;
  for (const ledger::HeldUnits& item : totals.units)
    holdings.push_back(json::object{{"symbol", text_of(one.symbol(item.instrument))},
                                    {"quantity", text_of(item.quantity)},
                                    {"market_value", text_of(item.market_value)}});
  for (const ledger::HeldCash& item : totals.deposits)
    holdings.push_back(json::object{{"symbol", text_of(item.currency.code())},
                                    {"quantity", text_of(item.amount)},
                                    {"market_value", text_of(item.market_value)}});
  json::array series;
  for (const ledger::TotalsPoint& point : totals.series)
    series.push_back(json::object{{"date", text_of(point.date)},
                                  {"value", text_of(point.value)},
                                  {"net_worth", text_of(point.net_worth)},
                                  {"investment", text_of(point.investment)}});
  return json::object{{"market_value", text_of(totals.market_value)},
                      {"cash", text_of(totals.cash)},
                      {"cost_basis", text_of(totals.cost_basis)},
                      {"net_performance", text_of(totals.net_performance)},
                      {"fees", text_of(totals.fees)},
                      {"liabilities", text_of(totals.liabilities)},
                      {"holdings", std::move(holdings)},
                      {"series", std::move(series)}};
}

}  // namespace coffer::finance
