// The stable slugs of what the core refuses.
#pragma once

#include <string_view>

namespace coffer::ledger::problems {

inline constexpr std::string_view invalid_transaction = "ledger/invalid-transaction";
inline constexpr std::string_view invalid_input = "ledger/invalid-input";
inline constexpr std::string_view conflicting_splits = "ledger/conflicting-splits";
inline constexpr std::string_view amount_too_large = "ledger/amount-too-large";
inline constexpr std::string_view invalid_period = "ledger/invalid-period";
inline constexpr std::string_view not_explained = "ledger/not-explained";

}  // namespace coffer::ledger::problems
