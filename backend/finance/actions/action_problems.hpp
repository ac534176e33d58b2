#pragma once

#include <string_view>

namespace coffer::finance::problems {

inline constexpr std::string_view action_not_found = "finance/action-not-found";  // NotFound
inline constexpr std::string_view invalid_action = "finance/invalid-action";      // Invalid
inline constexpr std::string_view action_known = "finance/action-known";          // Conflict
inline constexpr std::string_view action_is_public = "finance/action-is-public";  // Forbidden
inline constexpr std::string_view book_changed = "finance/book-changed";          // Conflict

}  // namespace coffer::finance::problems
