#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/factors/factor.hpp"
#include "auth/passkeys/webauthn.hpp"
#include "base/caller.hpp"

namespace coffer::auth {

// What a challenge was given out for; it is good for nothing else.
enum class PasskeyPurpose : std::uint8_t { Register, SignIn, SecondFactor, StepUp };
[[nodiscard]] std::string_view passkey_purpose_name(PasskeyPurpose purpose);

inline constexpr std::int64_t passkey_challenge_seconds = 300;
inline constexpr std::size_t passkey_challenge_bytes = 32;
inline constexpr std::int64_t passkeys_most = 20;

struct Passkey {
  PasskeyId id;
  platform::Bytes credential_id;
  std::string name;
  Uuid aaguid;  // the make of the authenticator; nil where it does not say
  bool backup_eligible = false;
  bool backed_up = false;
  std::vector<std::string> transports;
  Timestamp created_at;
  std::optional<Timestamp> last_used_at;
};

struct NewPasskey {
  RegistrationAnswer answer;
  std::string name;
  std::vector<std::string> transports;
};

// For navigator.credentials.create.
struct PasskeyCreation {
  platform::Bytes challenge;
  RelyingParty party;
  UserId user;  // its bytes are the user handle
  std::string email;
  std::string name;
  std::vector<platform::Bytes> exclude;
};

// For navigator.credentials.get; without credentials any discoverable one will do.
struct PasskeyRequest {
  platform::Bytes challenge;
  std::string rp_id;
  UserVerification verification = UserVerification::Preferred;
  std::vector<platform::Bytes> allow;
};

struct RegisteredPasskey {
  PasskeyId id;
  // When it is the first second factor: shown once.
  std::vector<std::string> recovery_codes;
};

}  // namespace coffer::auth
