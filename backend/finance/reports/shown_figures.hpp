// How a report turns the core's numbers into what is shown: names, warnings, freshness. Pure.
#pragma once

#include <vector>

#include "finance/reports/household_book.hpp"
#include "finance/reports/report.hpp"
#include "ledger/valuation.hpp"
#include "ledger/warning.hpp"

namespace coffer::finance {

// None for an unset place, and for facts of an instrument.
[[nodiscard]] std::optional<TransactionId> transaction_of(const ComputedBook& computed, ledger::TransactionIndex place);
[[nodiscard]] std::vector<ReportWarning> to_warnings(const std::vector<ledger::Warning>& warnings,
                                                     const HouseholdBook& book);
// Each warning once.
[[nodiscard]] std::vector<ledger::Warning> joined(std::vector<ledger::Warning> warnings,
                                                  const std::vector<ledger::Warning>& more);
// From the prices of what is held, and what the core warned of.
[[nodiscard]] ReportFrame to_frame(const ledger::Holdings& holdings, const std::vector<ledger::Warning>& warnings,
                                   const ComputedBook& computed);
// Says what the reader may see of the report. Where that is no amounts, warnings name none either.
void show_to(ReportFrame& frame, auth::AmountSight amounts, auth::AmountSight weights);
// In per cent of the cost, two decimals; none without a cost.
[[nodiscard]] std::optional<Decimal> percent_of_cost(const std::optional<Decimal>& gain,
                                                     const std::optional<Decimal>& cost);

[[nodiscard]] HoldingsReport show_holdings(const ComputedBook& computed, const ledger::Scope& scope,
                                           const ledger::Holdings& merged, const ledger::Holdings& by_account);
[[nodiscard]] AllocationReport show_allocation(const ComputedBook& computed, const ledger::Holdings& by_account,
                                               AllocationBy by);
[[nodiscard]] IncomeReport show_income(const ComputedBook& computed, const ledger::Scope& scope, ledger::Period period);
[[nodiscard]] LotsReport show_lots(const ComputedBook& computed, const ledger::Scope& scope,
                                   const ledger::Holdings& by_account, std::optional<InstrumentId> instrument);

}  // namespace coffer::finance
