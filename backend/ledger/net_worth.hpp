// Distinct accounts x ownership share, as of one day and over time.
#pragma once

#include <span>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "ledger/book.hpp"
#include "ledger/performance.hpp"
#include "ledger/warning.hpp"

namespace coffer::ledger {

struct AccountWorth {
  AccountIndex account;
  Decimal whole;
  Decimal own;
  Decimal others;  // own + others = whole, to the minor unit
  Decimal exact;   // own, not rounded
};

struct NetWorth {
  Date on;
  Currency currency;
  Decimal own;     // sum over accounts of value x share
  Decimal others;  // the rest of the same accounts
  Decimal cash;    // own share of each part
  Decimal loans;
  Decimal market_value;
  std::vector<AccountWorth> accounts;
  std::vector<Warning> warnings;
};

// On Book::as_of. For a series over time use compute_performance with Scope::household().
[[nodiscard]] Result<NetWorth> compute_net_worth(const Book& book);

// Splits `total` by weights into amounts of `minor_digits` that sum to it exactly, by largest
// remainder; on a tie the earlier part wins. Weights are not negative and not all zero (assert).
[[nodiscard]] std::vector<Decimal> apportion(const Decimal& total, std::span<const Decimal> weights, int minor_digits);

// Exact parts of either sign as shown: to `minor_digits`, by largest remainder, so that they sum to their sum rounded
// once (half away from zero). On a tie the earlier part is the greater.
[[nodiscard]] std::vector<Decimal> round_parts(std::span<const Decimal> exact, int minor_digits);

}  // namespace coffer::ledger
