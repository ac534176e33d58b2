// Statement of everything over (from, to]: what the value came from.
#pragma once

#include <optional>

#include "base/date.hpp"
#include "base/money.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/policy.hpp"
#include "ledger/conventions/traced.hpp"
#include "ledger/conventions/traced_ratio.hpp"

namespace coffer::ledger {

// Report currency. final = initial + capital gains + realized gains + earnings - fees - taxes +
// currency gains + transfers.
struct PeriodStatement {
  Traced initial_value;        // at the end of `from`
  Traced final_value;          // at the end of `to`
  Traced capital_gains;        // unrealised, against the opening value or the cost without fees and taxes
  Traced capital_gains_forex;  // the part of it that exchange rates made
  Traced realized_gains;
  Traced realized_gains_forex;
  Traced earnings;  // gross dividends and interest less interest charged
  Traced fees;
  Traced taxes;
  Traced transfers;       // deposits and deliveries in, less those out
  Traced currency_gains;  // of cash; the rest of the identity
  std::optional<TracedRatio> irr;
};

[[nodiscard]] PeriodStatement compute_period_statement(const Market& market, Date from, Date to,
                                                       const Conventions& conventions);

}  // namespace coffer::ledger
