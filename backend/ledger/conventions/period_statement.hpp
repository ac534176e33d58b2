// Statement of everything over (from, to]: what the value came from.
#pragma once

#include <optional>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "ledger/conventions/market.hpp"
#include "ledger/conventions/policy.hpp"

namespace coffer::ledger {

// Report currency. final = initial + capital gains + realized gains + earnings - fees - taxes +
// currency gains + transfers.
struct PeriodStatement {
  Decimal initial_value;        // at the end of `from`
  Decimal final_value;          // at the end of `to`
  Decimal capital_gains;        // unrealised, against the opening value or the cost without fees and taxes
  Decimal capital_gains_forex;  // the part of it that exchange rates made
  Decimal realized_gains;
  Decimal realized_gains_forex;
  Decimal earnings;  // gross dividends and interest less interest charged
  Decimal fees;
  Decimal taxes;
  Decimal transfers;       // deposits and deliveries in, less those out
  Decimal currency_gains;  // of cash; the rest of the identity
  std::optional<Ratio> irr;
};

[[nodiscard]] PeriodStatement compute_period_statement(const Market& market, Date from, Date to,
                                                       const Conventions& conventions);

}  // namespace coffer::ledger
