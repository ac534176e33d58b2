// The conventions of a report, as one explicit value. The default is DOMAIN.md's default policy.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/decimal.hpp"

namespace coffer::ledger {

enum class CostMethod : std::uint8_t { Fifo, Lifo, Hifo, Average, Chosen };
// "fifo", "lifo", "hifo", "average", "chosen".
[[nodiscard]] std::string_view cost_method_name(CostMethod method);
[[nodiscard]] std::optional<CostMethod> parse_cost_method(std::string_view name);

// Average: Pool makes one lot of a position's lots when one arrives, Merge only when one is relieved.
enum class Averaging : std::uint8_t { Pool, Merge };
// Whose lots a disposal relieves: those of the account that disposes, or one order (one pool) over all
// accounts of the book. Household: Policy::cost_method holds for all, accounts choose none. Units stay
// where they are; where a lot of another account goes, that account gets lots of the disposing one for it.
enum class PoolScope : std::uint8_t { Account, Household };
enum class PurchaseCosts : std::uint8_t { InCost, Expensed };
enum class MergerCash : std::uint8_t { Proportionate, GainUpToCash, Income, ReducesCost };
enum class FlowTiming : std::uint8_t { Start, End };
enum class ShortPeriods : std::uint8_t { NotAnnualized, Annualized };

struct Policy {
  CostMethod cost_method = CostMethod::Fifo;  // of accounts that choose none
  Averaging averaging = Averaging::Pool;
  PoolScope pool_scope = PoolScope::Account;
  PurchaseCosts purchase_costs = PurchaseCosts::InCost;
  MergerCash merger_cash = MergerCash::Proportionate;
  FlowTiming flow_timing = FlowTiming::Start;
  ShortPeriods short_periods = ShortPeriods::NotAnnualized;
  // A day's net flow above this share of its opening value is marked.
  Decimal large_flow_share = Decimal::from_parts(1, 1);
  // Days after which a carried-forward price or rate is reported as old.
  std::int32_t stale_after_days = 7;
  std::int32_t trading_days_per_year = 252;

  [[nodiscard]] static Policy standard() { return {}; }
};

}  // namespace coffer::ledger
