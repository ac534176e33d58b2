#pragma once

#include <string_view>

namespace coffer::auth::problems {

inline constexpr std::string_view invalid_household = "auth/invalid-household";  // Invalid

}  // namespace coffer::auth::problems
