// Balances of cash accounts, by account and currency.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "base/decimal.hpp"
#include "base/money.hpp"
#include "ledger/conventions/market.hpp"

namespace coffer::ledger {

struct BookedBalance {
  AccountIndex account;
  Currency currency;
  Decimal amount;
  Decimal value;  // in report currency, rounded to cents
};

class CashBalances {
 public:
  // Keeps a reference: the market outlives it.
  explicit CashBalances(const Market& market) : market_(&market) {}
  void post(const Booking& booking);
  // By account and currency; accounts that money moved on, though nothing be left.
  [[nodiscard]] std::vector<BookedBalance> list(Date on) const;
  // In report currency: each balance at the rate of the day, rounded to cents.
  [[nodiscard]] Decimal value(Date on) const;
  // The same, but balances in report currency keep the digits they were booked with.
  [[nodiscard]] Decimal booked_value(Date on) const;

 private:
  const Market* market_;
  std::map<std::pair<AccountIndex, Currency>, Decimal> balances_;
};

}  // namespace coffer::ledger
