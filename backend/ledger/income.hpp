// Income of a scope event by event, and whether its realised gain can be said. Sums are earnings.hpp's.
#pragma once

#include <vector>

#include "ledger/book.hpp"
#include "ledger/performance.hpp"
#include "ledger/scope.hpp"

namespace coffer::ledger {

// Of one event, in report currency, the scope's share applied, not rounded.
struct IncomeSums {
  Decimal dividends;  // gross
  Decimal interest;   // received less paid, accrued and loan interest included
  Decimal other;      // rent, rewards and other, gross
  Decimal fees;
  Decimal taxes;
  [[nodiscard]] Decimal gross() const { return dividends + interest + other; }
  IncomeSums& operator+=(const IncomeSums& more);
};

struct DatedIncome {
  Date date;
  InstrumentIndex instrument;  // unset: of the account
  IncomeSums sums;
};
// One entry for each event of (from, to] that brought income, in book order.
[[nodiscard]] std::vector<DatedIncome> list_income(const Book& book, const Scope& scope, Period period);

// No where a relieved cost is unknown, or units were sold without lots, in (from, to].
[[nodiscard]] bool is_realized_gain_known(const Book& book, const Scope& scope, Period period);

}  // namespace coffer::ledger
