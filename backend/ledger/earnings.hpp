// What was earned and spent in a period: income, costs and realised gains of a scope.
#pragma once

#include "base/decimal.hpp"
#include "base/result.hpp"
#include "ledger/book.hpp"
#include "ledger/performance.hpp"
#include "ledger/scope.hpp"

namespace coffer::ledger {

// In report currency, rounded to its minor unit; costs are positive.
struct Earnings {
  Decimal dividends;      // gross
  Decimal net_dividends;  // less tax and fee on them
  Decimal interest;       // received less paid, accrued and loan interest included
  Decimal income;         // rent, reward, other
  Decimal fees;
  Decimal taxes;
  Decimal other_expenses;
  Decimal realized_gain;
  Decimal realized_asset_gain;
  Decimal realized_forex_gain;
  Decimal realized_gain_gross;  // purchase and sale costs left out
};

// Over (from, to].
[[nodiscard]] Result<Earnings> compute_earnings(const Book& book, const Scope& scope, Period period);

}  // namespace coffer::ledger
