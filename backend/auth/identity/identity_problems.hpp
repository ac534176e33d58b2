#pragma once

#include <string_view>

namespace coffer::auth::problems {

inline constexpr std::string_view invalid_user = "auth/invalid-user";            // Invalid
inline constexpr std::string_view email_taken = "auth/email-taken";              // Conflict
inline constexpr std::string_view wrong_credentials = "auth/wrong-credentials";  // Unauthenticated
inline constexpr std::string_view user_changed = "auth/user-changed";            // Stale
inline constexpr std::string_view user_not_found = "auth/user-not-found";        // NotFound

}  // namespace coffer::auth::problems
