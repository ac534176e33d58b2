// What accounts hold at the end of a day.
#pragma once

#include <vector>

#include "ledger/conventions/cash_balances.hpp"
#include "ledger/conventions/market.hpp"

namespace coffer::ledger {

struct Balances {
  std::vector<BookedBalance> cash;  // by account and currency
  Traced cash_value;                // sum of the values
  std::vector<Traced> quantities;   // by instrument, over all places
};

[[nodiscard]] Balances compute_balances(const Market& market, Date on);

}  // namespace coffer::ledger
