#pragma once

#include <string_view>

namespace coffer::auth::problems {

inline constexpr std::string_view member_not_found = "auth/member-not-found";      // NotFound
inline constexpr std::string_view owner_needed = "auth/owner-needed";              // Conflict
inline constexpr std::string_view owners_business = "auth/owners-business";        // Forbidden
inline constexpr std::string_view managers_see_whole = "auth/managers-see-whole";  // Invalid

}  // namespace coffer::auth::problems
