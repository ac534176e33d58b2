// Passwords and words that many people choose, in lower case, sorted by bytes, 4 characters or more.
// guessed_passwords.txt comes from the list that Openwall compiled for John the Ripper and gave to the public
// domain (Debian's john-data 1.9.0, password.lst).
#pragma once

#include <span>
#include <string_view>

namespace coffer::auth {

[[nodiscard]] std::span<const std::string_view> guessed_passwords();

}  // namespace coffer::auth
