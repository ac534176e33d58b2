// What is held on the last day of a book, and what it is worth.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "ledger/book.hpp"
#include "ledger/index.hpp"
#include "ledger/scope.hpp"
#include "ledger/warning.hpp"

namespace coffer::ledger {

// Figures in report currency unless named otherwise, rounded to its minor unit; `_local` in the
// instrument's currency. A short has negative quantity, cost (proceeds carried) and value.
struct Holding {
  AccountIndex account;  // unset where holdings are merged over accounts
  InstrumentIndex instrument;
  Decimal quantity;
  Decimal in_transit;            // on the way from this account, not part of `quantity`
  std::optional<Decimal> price;  // as quoted, per unit of that day
  std::optional<Date> price_date;
  PriceSource price_source = PriceSource::None;
  std::optional<Decimal> value;  // none without price or rate; includes what is in transit
  std::optional<Decimal> value_local;
  // None where a lot's cost is unknown; then no unrealised gain either.
  std::optional<Decimal> cost_basis;
  std::optional<Decimal> cost_basis_local;
  std::optional<Decimal> average_price;  // cost_basis / quantity, to 10 digits
  std::optional<Decimal> unrealized_gain;
  std::optional<Decimal> unrealized_asset_gain;
  std::optional<Decimal> unrealized_forex_gain;
  std::optional<Decimal> unrealized_brought_in;  // part of the gain that came in with deliveries
  std::optional<Ratio> unrealized_return;        // unrealised gain / cost
  Decimal realized_gain;                         // since the start
  Decimal realized_asset_gain;
  Decimal realized_forex_gain;
  Decimal income;  // dividends, interest and other, less tax and fees on it
  Ratio weight;    // of the sum of all values
};

struct CashBalance {
  AccountIndex account;
  Currency currency;
  Decimal amount;                // of `currency`
  std::optional<Decimal> value;  // none without a rate
};

enum class HoldingRows : std::uint8_t { PerAccount, PerInstrument };

struct Holdings {
  Date on;
  Currency currency;
  std::vector<Holding> items;      // by account, then instrument; closed ones too, with quantity 0
  std::vector<CashBalance> cash;   // untracked accounts have none
  std::vector<CashBalance> loans;  // negative
  Decimal market_value;            // of items, and of stated account values beyond cash and items
  Decimal cash_value;
  Decimal loans_value;
  Decimal net_worth;  // all three; transit money included
  std::optional<Decimal> cost_basis;
  std::optional<Decimal> unrealized_gain;
  std::optional<Decimal> unrealized_asset_gain;
  std::optional<Decimal> unrealized_forex_gain;
  std::optional<Decimal> unrealized_brought_in;
  std::optional<Ratio> return_total;  // of what is held: (1 + asset)(1 + currency) = 1 + total
  std::optional<Ratio> return_asset;
  std::optional<Ratio> return_currency;
  std::vector<Warning> warnings;
};

// With Scope::share Own, all amounts and quantities of an account are scaled by its share on the day.
[[nodiscard]] Result<Holdings> value_holdings(const Book& book, const Scope& scope,
                                              HoldingRows rows = HoldingRows::PerAccount);

}  // namespace coffer::ledger
