#pragma once

#include <string_view>

namespace coffer::auth::problems {

inline constexpr std::string_view email_not_verified = "auth/email-not-verified";  // Forbidden
inline constexpr std::string_view email_already_verified = "auth/email-verified";  // Conflict
inline constexpr std::string_view no_email_change = "auth/no-email-change";        // Conflict

}  // namespace coffer::auth::problems
