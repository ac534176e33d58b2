#pragma once

#include <string_view>

namespace coffer::auth::problems {

inline constexpr std::string_view passkey_not_found = "auth/passkey-not-found";  // NotFound
inline constexpr std::string_view passkey_exists = "auth/passkey-exists";        // Conflict
inline constexpr std::string_view too_many_passkeys = "auth/too-many-passkeys";  // Conflict

}  // namespace coffer::auth::problems
