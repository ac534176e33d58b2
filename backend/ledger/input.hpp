// Everything that a book is computed from. Services fill it from their stores, cases from a file.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "base/date.hpp"
#include "base/decimal.hpp"
#include "base/money.hpp"
#include "ledger/index.hpp"
#include "ledger/policy.hpp"
#include "ledger/series.hpp"
#include "ledger/transaction.hpp"

namespace coffer::ledger {

enum class CashMode : std::uint8_t { Tracked, Untracked, Settled };
enum class ShortSales : std::uint8_t { Allowed, Refused };
enum class AccountNature : std::uint8_t { Assets, Loan };

struct MethodChoice {
  Date from;
  CostMethod method = CostMethod::Fifo;
};

// The part that belongs to the household's own people from that day on; the rest is someone else's.
struct OwnershipShare {
  Date from;
  Decimal own = 1;
};

// How an account keeps its cash from that day on.
struct CashChoice {
  Date from;
  CashMode mode = CashMode::Tracked;
  AccountIndex settlement;  // where cash is settled, if CashMode::Settled; itself tracked on every such day
};

struct AccountInput {
  AccountNature nature = AccountNature::Assets;
  CashMode cash = CashMode::Tracked;  // until the first of cash_changes
  AccountIndex settlement;            // where cash is settled, if CashMode::Settled; itself tracked
  ShortSales shorts = ShortSales::Allowed;
  std::vector<MethodChoice> methods;   // ascending; before the first, Policy::cost_method
  std::vector<OwnershipShare> shares;  // ascending; none = all own; before the first, its share
  // Ascending. A changed mode posts nothing: a balance that stood in the account stays until it is booked out.
  std::vector<CashChoice> cash_changes = {};

  [[nodiscard]] CashChoice cash_on(Date on) const;
};

enum class InstrumentKind : std::uint8_t { Security, Crypto, Bond, Property, Right, Manual, Other };

// Whether somebody quotes it from day to day. What is valued by hand holds until the next valuation and is never stale.
[[nodiscard]] bool is_listed(InstrumentKind kind);

// Prices of that day and later are quoted with another factor (pence first, pounds from then on).
struct FactorChange {
  Date from;
  Decimal factor = 1;
};

// The factor of a day: the first one until the first change.
[[nodiscard]] const Decimal& factor_on(const Decimal& first, std::span<const FactorChange> changes, Date on);

struct InstrumentInput {
  Currency currency;
  InstrumentKind kind = InstrumentKind::Security;
  Decimal price_factor = 1;                       // quoted price x factor = money of `currency` (GBX, per cent: 0.01)
  std::vector<FactorChange> factor_changes = {};  // ascending

  [[nodiscard]] const Decimal& price_factor_on(Date on) const { return factor_on(price_factor, factor_changes, on); }
};

// 1 `from` = value x `to`, in the direction in which it was quoted.
struct FxSeries {
  Currency from;
  Currency to;
  std::shared_ptr<const DecimalSeries> rates;
};

// Series are shared, since many books read the same prices.
struct BookInput {
  std::vector<AccountInput> accounts;
  std::vector<InstrumentInput> instruments;
  std::vector<Transaction> transactions;                     // in any order
  std::vector<std::shared_ptr<const DecimalSeries>> prices;  // by instrument; unadjusted closes; null = none
  std::vector<FxSeries> rates;
};

}  // namespace coffer::ledger
