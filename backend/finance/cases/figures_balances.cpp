// What accounts hold on a day, and how often an instrument pays.
#include <boost/json/array.hpp>
#include <string>

#include "finance/cases/booking_figures.hpp"
#include "finance/cases/figure_text.hpp"
#include "ledger/conventions/balances.hpp"
#include "ledger/conventions/dividend_measures.hpp"

namespace coffer::finance {

namespace json = boost::json;

Result<json::object> periodicity_figures(const BookingCase& one) {
  std::vector<ledger::DividendPayment> payments;
  for (const ledger::Booking& booking : one.input.bookings) {
    const bool is_meant = !one.model.symbol.is_set() || booking.instrument == one.model.symbol;
    if (one.as_of && booking.date > *one.as_of) continue;
    if (booking.type == ledger::BookingType::Dividend && is_meant)
      payments.push_back({.date = booking.date, .gross = booking.amount.value_or(ledger::Traced()), .pool_cost = {}});
  }
  return json::object{
      {"dividend_count", one.figure(ledger::count_payments(payments))},
      {"dividend_periodicity", text_of(ledger::dividend_periodicity_name(ledger::dividend_periodicity(payments)))}};
}

Result<json::object> balance_figures(const BookingCase& one) {
  if (!one.as_of) return missing_from_case("/as_of", "The day of the balances.");
  const ledger::Balances balances = ledger::compute_balances(ledger::Market(one.input), *one.as_of);
  json::array accounts;
  for (const ledger::BookedBalance& balance : balances.cash)
    accounts.push_back(json::object{{"account", name_of(one.account(balance.account))},
                                    {"currency", text_of(balance.currency.code())},
                                    {"amount", one.figure(balance.amount)},
                                    {"value", one.figure(balance.value)}});
  json::array holdings;
  for (std::size_t i = 0; i < balances.quantities.size(); ++i)
    holdings.push_back(
        json::object{{"symbol", text_of(one.symbols[i])}, {"quantity", one.figure(balances.quantities[i])}});
  return json::object{{"cash", one.figure(balances.cash_value)},
                      {"cash_by_account", std::move(accounts)},
                      {"holdings", std::move(holdings)}};
}

}  // namespace coffer::finance
