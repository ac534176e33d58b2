// Second factors of a person, and what counts as a proof of who somebody is.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/date.hpp"
#include "base/id.hpp"

namespace coffer::auth {

using TotpId = Id<struct TotpTag>;
using PasskeyId = Id<struct PasskeyTag>;
using PendingSignInId = Id<struct PendingSignInTag>;

enum class Proof : std::uint8_t { Password, Totp, RecoveryCode, Passkey };
// "password", "totp", "recovery_code", "passkey".
[[nodiscard]] std::string_view proof_name(Proof proof);
[[nodiscard]] Proof parse_proof(std::string_view name);

struct Factors {
  std::optional<Timestamp> totp_since;  // when it was confirmed
  std::int64_t passkeys = 0;
  std::int64_t recovery_codes_left = 0;
  // The password is accepted only because there is a second factor.
  bool password_is_short = false;

  [[nodiscard]] bool has_second_factor() const { return totp_since.has_value() || passkeys > 0; }
};
// The ways in which the person can prove who they are when asked again, the strongest first.
[[nodiscard]] std::vector<Proof> ways_of_proof(const Factors& factors);

// Shown once. The seed is base32 without padding.
struct TotpEnrolment {
  std::string seed;
  std::string otpauth_url;
};

inline constexpr std::size_t recovery_code_count = 10;
// 120 random bits, enough to be stored under a plain digest: four groups of six base32 characters.
inline constexpr std::size_t recovery_code_bytes = 15;
[[nodiscard]] std::string format_recovery_code(std::string_view base32);
// Upper case without blanks and hyphens, as it is hashed; nothing when it cannot be a code.
[[nodiscard]] std::optional<std::string> normalize_recovery_code(std::string_view text);
// otpauth://totp/Coffer:ada%40example.org?secret=...
[[nodiscard]] std::string make_otpauth_url(std::string_view email, std::string_view seed);

}  // namespace coffer::auth
