#pragma once

#include <string_view>

namespace coffer::auth::problems {

inline constexpr std::string_view invalid_household = "auth/invalid-household";  // Invalid
inline constexpr std::string_view bad_cursor = "auth/bad-cursor";                // Invalid

}  // namespace coffer::auth::problems
