// Time-based one-time passwords (RFC 6238 over RFC 4226): HMAC-SHA-1, 6 digits, steps of 30 seconds, the only
// parameters that every authenticator application supports.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "base/date.hpp"

namespace coffer::platform {

inline constexpr std::int64_t totp_step_seconds = 30;
inline constexpr std::size_t totp_digits = 6;

// The number of the step that an instant lies in.
[[nodiscard]] std::int64_t totp_step(Timestamp at);
// "287082": the code of a step.
[[nodiscard]] std::string totp_code(std::span<const std::uint8_t> seed, std::int64_t step);

// RFC 4648 without padding: how applications take a seed.
[[nodiscard]] std::string to_base32(std::span<const std::uint8_t> bytes);

}  // namespace coffer::platform
