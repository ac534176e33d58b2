// What accounts hold at the end of a day.
#pragma once

#include <vector>

#include "ledger/conventions/bookings.hpp"
#include "ledger/conventions/market.hpp"

namespace coffer::ledger {

struct CashBalance {
  AccountIndex account;
  Currency currency;
  Decimal amount;
  Decimal value;  // in the report currency, rounded to cents
};

struct Balances {
  std::vector<CashBalance> cash;    // of every account and currency that was booked on, in that order
  Decimal cash_value;               // sum of the values
  std::vector<Decimal> quantities;  // by instrument, over all places
};

[[nodiscard]] Balances compute_balances(const Market& market, Date on);

}  // namespace coffer::ledger
