// Two books of the same accounts and instruments held against each other. Pure.
#pragma once

#include <optional>
#include <vector>

#include "finance/previews/preview.hpp"
#include "finance/reports/household_book.hpp"
#include "ledger/book.hpp"

namespace coffer::finance {

// Cash and debts, by account and currency, at the end of both books.
[[nodiscard]] std::vector<CashEffect> find_cash_effects(const ledger::Book& before, const ledger::Book& after,
                                                        const HouseholdBook& household);
// Units and cost, by account and instrument, at the end of both books.
[[nodiscard]] std::vector<PositionEffect> find_position_effects(const ledger::Book& before, const ledger::Book& after,
                                                                const HouseholdBook& household);
[[nodiscard]] std::vector<ClosedLot> find_closed_lots(const ledger::Book& book, ledger::TransactionIndex transaction,
                                                      const HouseholdBook& household);
// What one transaction realises, and what all others do; in report currency. None where a relieved cost is unknown.
[[nodiscard]] std::optional<Decimal> find_realized(const ledger::Book& book, ledger::TransactionIndex transaction);
[[nodiscard]] std::optional<Decimal> find_realized_elsewhere(const ledger::Book& book,
                                                             ledger::TransactionIndex transaction);
[[nodiscard]] std::vector<ledger::Warning> find_new_warnings(const ledger::Book& before, const ledger::Book& after);

}  // namespace coffer::finance
