#pragma once

#include <string_view>

namespace coffer::finance::problems {

inline constexpr std::string_view account_not_found = "finance/account-not-found";    // NotFound
inline constexpr std::string_view account_name_taken = "finance/account-name-taken";  // Conflict
inline constexpr std::string_view account_in_use = "finance/account-in-use";          // Conflict
inline constexpr std::string_view settlement_account = "finance/settlement-account";  // Invalid
inline constexpr std::string_view ownership_shares = "finance/ownership-shares";      // Invalid
inline constexpr std::string_view cursor_malformed = "finance/cursor-malformed";      // Invalid

}  // namespace coffer::finance::problems
