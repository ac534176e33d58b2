// What an e-mail address, a language and a time zone may look like.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "auth/identity/user.hpp"
#include "auth/passwords/password_rules.hpp"
#include "base/result.hpp"

namespace coffer::auth {

// In lower case and without blanks around it: "ada@example.org". Nothing when it cannot be an address.
[[nodiscard]] std::optional<std::string> normalize_email(std::string_view text);
[[nodiscard]] bool is_locale(std::string_view text);
[[nodiscard]] bool is_time_zone(std::string_view text);

// All faults at once; address and password are normalised in place.
[[nodiscard]] Result<> check_new_user(NewUser& user);
[[nodiscard]] Result<> check_user_patch(const UserPatch& patch);

}  // namespace coffer::auth
