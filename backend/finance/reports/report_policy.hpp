// The conventions that the reader of a report may choose.
#pragma once

#include <compare>
#include <optional>

#include "finance/accounts/account.hpp"
#include "ledger/policy.hpp"

namespace coffer::finance {

// The default is that of the core, with each account's own method.
struct ReportPolicy {
  std::optional<CostBasis> cost_basis;  // instead of the accounts' own
  ledger::PurchaseCosts purchase_costs = ledger::PurchaseCosts::InCost;
  ledger::FlowTiming flow_timing = ledger::FlowTiming::Start;
  ledger::ShortPeriods short_periods = ledger::ShortPeriods::NotAnnualized;
  auto operator<=>(const ReportPolicy&) const = default;
};

}  // namespace coffer::finance
