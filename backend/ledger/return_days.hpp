// What a scope earned on the capital at work in one day, and a period as the chain of its days.
#pragma once

#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "ledger/book.hpp"
#include "ledger/policy.hpp"
#include "ledger/scope.hpp"
#include "ledger/scope_walk.hpp"

namespace coffer::ledger {

// Return = gain / capital, and factor = 1 + return. Without capital (zero or less, rounding apart) the factor is 1.
struct DayReturn {
  double factor = 1;
  bool has_capital = false;
  Decimal capital;
};

// `in` and `out` at the start and at the end of the day: (after + out) / (before + in).
[[nodiscard]] DayReturn day_link(const Decimal& before, const Decimal& after, const Decimal& in, const Decimal& out);
// The day's net flow at its end: (after - net) / before.
[[nodiscard]] DayReturn return_with_flow_at_end(const Decimal& before, const Decimal& after, const Decimal& net);
// A day's return as the policy has it. Accounts and wider scopes net a day's flows first, unless that
// leaves no capital; an instrument keeps its purchases and sales apart.
[[nodiscard]] DayReturn day_return(const Decimal& before, const WalkDay& day, const Scope& scope, FlowTiming timing);

struct ReturnDay {
  Date date;
  double factor = 1;
  double index_before = 1;  // product of the factors of the days before it
  Decimal capital;          // zero without capital
  Decimal gain;             // in report currency, not rounded
  bool has_own_price = false;
};

struct ReturnDays {
  std::vector<ReturnDay> days;  // one for each day of (from, to]
  double index = 1;             // product of all factors
};

// Throws DecimalOverflow: for use within the room's entry points.
[[nodiscard]] ReturnDays daily_returns(const Book& book, const Scope& scope, Date from, Date to);

}  // namespace coffer::ledger
