#pragma once

#include <string_view>

namespace coffer::finance::problems {

inline constexpr std::string_view transaction_not_found = "finance/transaction-not-found";  // NotFound
inline constexpr std::string_view invalid_transaction = "finance/invalid-transaction";      // Invalid
inline constexpr std::string_view transaction_removed = "finance/transaction-removed";      // Conflict
inline constexpr std::string_view transaction_active = "finance/transaction-active";        // Conflict

inline constexpr std::string_view action_told_otherwise = "finance/action-told-otherwise";  // Conflict
inline constexpr std::string_view lots_are_chosen = "finance/lots-are-chosen";              // Conflict
inline constexpr std::string_view change_not_found = "finance/change-not-found";            // NotFound
inline constexpr std::string_view change_built_upon = "finance/change-built-upon";          // Conflict
inline constexpr std::string_view selection_changed = "finance/selection-changed";          // Conflict
inline constexpr std::string_view invalid_selection = "finance/invalid-selection";          // Invalid
inline constexpr std::string_view invalid_moment = "finance/invalid-moment";                // Invalid
inline constexpr std::string_view not_a_pair = "finance/not-a-pair";                        // Invalid
inline constexpr std::string_view transfer_not_joined = "finance/transfer-not-joined";      // Conflict

}  // namespace coffer::finance::problems
