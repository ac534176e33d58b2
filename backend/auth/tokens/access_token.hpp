// Access tokens: JSON Web Tokens of one kind (RFC 9068), one algorithm (EdDSA with Ed25519, RFC 8037) and
// one issuer, ourselves. Whatever else a token says about how to check it is refused (RFC 8725).
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/date.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "platform/crypto/ed25519.hpp"

namespace coffer::auth {

inline constexpr std::chrono::seconds access_token_life{600};

struct AccessClaims {
  UserId user;
  SessionId session;
  Uuid id;
  Timestamp issued_at;   // to the second
  Timestamp expires_at;  // to the second
};

// Who issues the tokens and who accepts them.
struct TokenParties {
  std::string issuer;    // "https://coffer.example"
  std::string audience;  // "https://coffer.example/v1"
};

struct SigningKey {
  std::string id;
  platform::Ed25519Seed seed{};
};

[[nodiscard]] std::string sign_access_token(const SigningKey& key, const TokenParties& parties,
                                            const AccessClaims& claims);

// By the name of a key, which is looked up and nothing else.
using FindVerificationKey = std::function<std::optional<platform::Ed25519PublicKey>(std::string_view)>;

// Unauthenticated for any token but one that `parties.issuer` signed for `parties.audience`, that lives now
// and for no longer than access_token_life. The cause says which check refused it, and nothing of the token.
[[nodiscard]] Result<AccessClaims> read_access_token(std::string_view token, const TokenParties& parties,
                                                     const FindVerificationKey& find_key, Timestamp now);
// The key that a token names, whether or not it is one; empty where it names none.
[[nodiscard]] std::string named_key(std::string_view token);

namespace problems {
inline constexpr std::string_view bad_token = "auth/bad-token";  // Unauthenticated
}  // namespace problems

}  // namespace coffer::auth
