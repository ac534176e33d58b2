// What a WebAuthn relying party checks (Web Authentication Level 2, sections 7.1 and 7.2), as pure functions over
// what the browser sent. Attestation of the formats "none" and "packed" by the credential itself is accepted;
// we ask for none, so that nothing is learnt of the make of a device.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/id.hpp"
#include "base/result.hpp"
#include "platform/crypto/digest.hpp"
#include "platform/crypto/public_key.hpp"

namespace coffer::auth {

// Whom passkeys are for: the domain, and the origin of our pages.
struct RelyingParty {
  std::string id;      // "coffer.example"
  std::string origin;  // "https://coffer.example"
};
// By the origin that browsers see: "https://coffer.example:8443" is of the domain "coffer.example".
[[nodiscard]] RelyingParty relying_party_of(std::string_view public_origin);

enum class UserVerification : std::uint8_t { Preferred, Required };

// COSE identifiers of the algorithms that are accepted, in the order of preference: ES256, EdDSA, RS256.
[[nodiscard]] std::span<const std::int64_t> accepted_algorithms();

struct RegistrationAnswer {
  platform::Bytes client_data;
  platform::Bytes attestation_object;
};

struct AssertionAnswer {
  platform::Bytes credential_id;
  platform::Bytes client_data;
  platform::Bytes authenticator_data;
  platform::Bytes signature;
  std::optional<platform::Bytes> user_handle;
};

// The data that the authenticator signs over (section 6.1).
struct AuthenticatorData {
  platform::Digest rp_id_hash{};
  bool user_present = false;
  bool user_verified = false;
  bool backup_eligible = false;
  bool backed_up = false;
  std::uint32_t sign_count = 0;
  // Of a registration.
  struct Credential {
    Uuid aaguid;
    platform::Bytes id;
    platform::Bytes public_key;  // COSE
  };
  std::optional<Credential> credential;
};
// Nothing when it is cut, has bytes after its end, or flags that contradict one another.
[[nodiscard]] std::optional<AuthenticatorData> parse_authenticator_data(std::span<const std::uint8_t> bytes);
// Of a COSE key (RFC 9052); nothing when it is none of the accepted ones.
[[nodiscard]] std::optional<platform::PublicKey> parse_cose_key(std::span<const std::uint8_t> bytes);

// The challenge that the browser signed for; nothing when there is none. Says nothing of its worth.
[[nodiscard]] std::optional<platform::Bytes> find_challenge(std::span<const std::uint8_t> client_data);

struct StoredCredential {
  platform::Bytes public_key;
  std::uint32_t sign_count = 0;
  bool backup_eligible = false;
};

// Both: Unauthenticated, auth/wrong-proof, with the check that failed as cause. The challenge was ours, for this
// purpose and person, and was taken before.
[[nodiscard]] Result<AuthenticatorData> verify_registration(const RegistrationAnswer& answer, const RelyingParty& party,
                                                            UserVerification verification);
[[nodiscard]] Result<AuthenticatorData> verify_assertion(const AssertionAnswer& answer, const StoredCredential& stored,
                                                         const RelyingParty& party, UserVerification verification);

}  // namespace coffer::auth
