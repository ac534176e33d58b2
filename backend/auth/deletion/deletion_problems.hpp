#pragma once

#include <string_view>

namespace coffer::auth::problems {

inline constexpr std::string_view last_owner = "auth/last-owner";                  // Conflict
inline constexpr std::string_view deletion_requested = "auth/deletion-requested";  // Conflict
inline constexpr std::string_view no_deletion = "auth/no-deletion";                // NotFound

}  // namespace coffer::auth::problems
