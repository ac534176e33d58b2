#pragma once

#include <string_view>

namespace coffer::auth::problems {

inline constexpr std::string_view no_session = "auth/no-session";  // Unauthenticated

}  // namespace coffer::auth::problems
