#include "ledger/book_warnings.hpp"

#include <algorithm>
#include <tuple>

namespace coffer::ledger {
namespace {

void compare_balances(Book& book) {
  if (book.stated_balances.empty()) return;
  const std::size_t currencies = book.currencies.size();
  std::vector<Decimal> booked(book.accounts.size() * currencies);
  const auto slot = [&](AccountIndex account, std::uint8_t currency) -> Decimal& {
    return booked[account.value * currencies + currency];
  };
  auto step = book.cash_steps.begin();
  for (const StatedAmount& stated : book.stated_balances) {
    for (; step != book.cash_steps.end() && step->event < stated.event; ++step) {
      if (step->place != CashPlace::Transit) slot(step->account, step->currency) += step->amount;
    }
    const Decimal difference = stated.amount - slot(stated.account, stated.currency);
    if (difference.is_zero()) continue;
    book.warnings.push_back({.kind = WarningKind::BalanceDifference,
                             .date = stated.date,
                             .account = stated.account,
                             .instrument = {},
                             .currency = book.currencies[stated.currency],
                             .quantity = difference});
  }
}

}  // namespace

bool is_of_whole_book(const Warning& warning) {
  return warning.kind == WarningKind::OpenTransfer ||
         (warning.kind == WarningKind::BalanceDifference && !warning.instrument.is_set());
}

void settle_warnings(Book& book) {
  compare_balances(book);
  std::ranges::sort(book.warnings, {}, [](const Warning& one) {
    return std::tuple(one.date, one.kind, one.instrument, one.account, one.quantity, one.currency,
                      one.quantity.scale());
  });
  for (const OpenTransfer& open : book.open_transfers) {
    book.warnings.push_back({.kind = WarningKind::OpenTransfer,
                             .date = open.since,
                             .account = open.account,
                             .instrument = open.instrument,
                             .currency = open.currency,
                             .quantity = open.quantity});
  }
}

}  // namespace coffer::ledger
