// What each holding added to the return of a scope.
#pragma once

#include <vector>

#include "base/decimal.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "ledger/book.hpp"
#include "ledger/index.hpp"
#include "ledger/performance.hpp"
#include "ledger/scope.hpp"

namespace coffer::ledger {

struct Contribution {
  InstrumentIndex instrument;  // unset: cash, loans, and what names no instrument
  Decimal gain;                // of the period, in report currency, to the minor unit
  Ratio contribution;          // part of the scope's time-weighted return
};

// The parts sum to the whole: gains exactly, contributions to Contributions::twr.
struct Contributions {
  Currency currency;
  Decimal gain;
  Ratio twr;
  std::vector<Contribution> items;  // by instrument; the unset one last
};

// Over (from, to]. A day's contribution is the holding's gain / the scope's capital of that day; days are
// linked by the scope's wealth at their start, sum of c(t) x (1 + R(t - 1)), which adds up to the chained
// return without a remainder (Frongello, "Linking Single Period Attribution Results", Journal of
// Performance Measurement, Spring 2002). A day without capital contributes nothing.
// The scope is not an instrument (ErrorKind::Invalid).
[[nodiscard]] Result<Contributions> compute_contributions(const Book& book, const Scope& scope, Period period);

}  // namespace coffer::ledger
