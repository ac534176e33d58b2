// Balances of cash accounts, by account and currency.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "base/money.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/traced.hpp"

namespace coffer::ledger {

struct BookedBalance {
  AccountIndex account;
  Currency currency;
  Traced amount;
  Traced value;  // in report currency, rounded to cents
};

class CashBalances {
 public:
  // Keeps a reference: the market outlives it.
  explicit CashBalances(const Market& market) : market_(&market) {}
  void post(const Booking& booking);
  // By account and currency; accounts that money moved on, though nothing be left.
  [[nodiscard]] std::vector<BookedBalance> list(Date on) const;
  // In report currency: each balance at the rate of the day, rounded to cents.
  [[nodiscard]] Traced value(Date on) const;
  // The same, but balances in report currency keep the digits they were booked with.
  [[nodiscard]] Traced booked_value(Date on) const;

 private:
  [[nodiscard]] Traced in_report(const Traced& balance, Currency currency, Date on) const;

  const Market* market_;
  std::map<std::pair<AccountIndex, Currency>, Traced> balances_;
};

}  // namespace coffer::ledger
