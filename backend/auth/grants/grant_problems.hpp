#pragma once

#include <string_view>

namespace coffer::auth::problems {

inline constexpr std::string_view grant_not_found = "auth/grant-not-found";  // NotFound
inline constexpr std::string_view grant_exists = "auth/grant-exists";        // Conflict
inline constexpr std::string_view grant_object = "auth/grant-object";        // Invalid

}  // namespace coffer::auth::problems
