#pragma once

#include <string_view>

namespace coffer::auth::problems {

inline constexpr std::string_view no_session = "auth/no-session";                // Unauthenticated
inline constexpr std::string_view session_not_found = "auth/session-not-found";  // NotFound

}  // namespace coffer::auth::problems
