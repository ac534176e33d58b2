// What an e-mail address, a password, a language and a time zone may look like.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "auth/identity/user.hpp"
#include "base/result.hpp"

namespace coffer::auth {

inline constexpr std::size_t password_characters_least = 15;
inline constexpr std::size_t password_bytes_most = 256;

// In lower case and without blanks around it: "ada@example.org". Nothing when it cannot be an address.
[[nodiscard]] std::optional<std::string> normalize_email(std::string_view text);
[[nodiscard]] bool is_locale(std::string_view text);
[[nodiscard]] bool is_time_zone(std::string_view text);
[[nodiscard]] std::size_t count_characters(std::string_view text);

// All faults at once; the address is normalised in place.
[[nodiscard]] Result<> check_new_user(NewUser& user);
[[nodiscard]] Result<> check_user_patch(const UserPatch& patch);

}  // namespace coffer::auth
