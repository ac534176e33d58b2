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
                                 {"quantity", one.figure(item.quantity)},
                                 {"cost_basis", one.figure(item.cost_basis)},
                                 {"average_price", one.figure(item.average_price)},
                                 {"market_value", one.figure(item.market_value)}});
  return json::object{{"holdings", std::move(items)},
                      {"cost_basis", one.figure(holdings.cost_basis)},
                      {"market_value", one.figure(holdings.market_value)},
                      {"dividends", one.figure(holdings.dividends)}};
}

Result<json::object> totals_figures(const BookingCase& one) {
  if (!one.as_of) return missing_from_case("/as_of", "Give the day of the figures.");
  COFFER_TRY(totals, ledger::compute_holdings_totals(one.input, *one.as_of, one.model.series_dates));
  json::array holdings;
  for (const ledger::HeldUnits& item : totals.units)
    holdings.push_back(json::object{{"symbol", text_of(one.symbol(item.instrument))},
                                    {"quantity", one.figure(item.quantity)},
                                    {"market_value", one.figure(item.market_value)}});
  for (const ledger::HeldCash& item : totals.deposits)
    holdings.push_back(json::object{{"symbol", text_of(item.currency.code())},
                                    {"quantity", one.figure(item.amount)},
                                    {"market_value", one.figure(item.market_value)}});
  json::array series;
  for (const ledger::TotalsPoint& point : totals.series)
    series.push_back(json::object{{"date", text_of(point.date)},
                                  {"value", one.figure(point.value)},
                                  {"net_worth", one.figure(point.net_worth)},
                                  {"investment", one.figure(point.investment)}});
  return json::object{{"market_value", one.figure(totals.market_value)},
                      {"cash", one.figure(totals.cash)},
                      {"cost_basis", one.figure(totals.cost_basis)},
                      {"net_performance", one.figure(totals.net_performance)},
                      {"fees", one.figure(totals.fees)},
                      {"liabilities", one.figure(totals.liabilities)},
                      {"holdings", std::move(holdings)},
                      {"series", std::move(series)}};
}

}  // namespace coffer::finance
