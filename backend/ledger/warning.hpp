// What a report says instead of guessing.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "ledger/index.hpp"

namespace coffer::ledger {

enum class WarningKind : std::uint8_t {
  MissingPrice,    // held, and no price at all: counted as nothing; `date` = since
  EstimatedPrice,  // before its first known price, a later one stands in; `date` = first such day
  NotValued,       // stands at its last own trade price; `date` = of that trade
  StalePrice,      // carried forward for longer than the policy allows; `date` = of the price
  MissingRate,     // no rate to the report currency: counted as nothing
  EstimatedRate,   // before the first known rate, that one stands in
  StaleRate,
  SoldWithoutLots,          // `quantity` units, their gain is unknown
  UnknownCost,              // `quantity` units came in without a known cost
  PriceScaleFault,          // a close off by about the price factor, not taken: `quantity` = the close
  LargeFlow,                // a day's net flow above the policy's share: `quantity` = the flow
  EarnedWithoutCapital,     // `quantity` = money
  OpenTransfer,             // left, not arrived: `quantity` units (or money of `currency`), `date` = since
  ValuationWithoutHolding,  // a valuation of something not held on that day
  BalanceDifference,        // statement minus book: `quantity`
  CapitalBelowZero,         // from `date` on more was owed than owned: no return that day; `quantity` = the capital
};

[[nodiscard]] std::string_view warning_kind_name(WarningKind kind);

struct Warning {
  WarningKind kind = WarningKind::MissingPrice;
  Date date;
  AccountIndex account;
  InstrumentIndex instrument;
  Currency currency;
  Decimal quantity;
};

}  // namespace coffer::ledger
