#pragma once

#include <string_view>

namespace coffer::finance::problems {

inline constexpr std::string_view transaction_not_found = "finance/transaction-not-found";  // NotFound
inline constexpr std::string_view invalid_transaction = "finance/invalid-transaction";      // Invalid
inline constexpr std::string_view transaction_removed = "finance/transaction-removed";      // Conflict
inline constexpr std::string_view transaction_active = "finance/transaction-active";        // Conflict

}  // namespace coffer::finance::problems
