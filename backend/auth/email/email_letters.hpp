// What is written to people about their address.
#pragma once

#include <string>

#include "auth/mail/letter.hpp"

namespace coffer::auth {

[[nodiscard]] Letter verification_letter(std::string url);
[[nodiscard]] Letter old_address_letter(const std::string& new_email, std::string url);
[[nodiscard]] Letter new_address_letter(std::string url);
// To an address that has an account, when somebody wants to move theirs to it.
[[nodiscard]] Letter address_in_use_letter();
[[nodiscard]] Letter address_changed_letter(const std::string& new_email);

}  // namespace coffer::auth
