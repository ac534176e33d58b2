#pragma once

#include <string_view>

namespace coffer::auth::problems {

inline constexpr std::string_view link_not_good = "auth/link-not-good";    // Invalid
inline constexpr std::string_view too_many_mails = "auth/too-many-mails";  // RateLimited

}  // namespace coffer::auth::problems
