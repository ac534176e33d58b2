// Public keys that others sign with: ECDSA on P-256 with SHA-256, Ed25519, RSASSA-PKCS1-v1_5 with SHA-256.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

struct evp_pkey_st;

namespace coffer::platform {

enum class SignatureAlgorithm : std::uint8_t { Es256, EdDsa, Rs256 };

class PublicKey {
 public:
  // Nothing when the numbers are no key: a point off the curve, a modulus of fewer than 2048 or more than 4096
  // bits, an even or too small exponent.
  [[nodiscard]] static std::optional<PublicKey> p256(std::span<const std::uint8_t> x, std::span<const std::uint8_t> y);
  [[nodiscard]] static std::optional<PublicKey> ed25519(std::span<const std::uint8_t> key);
  [[nodiscard]] static std::optional<PublicKey> rsa(std::span<const std::uint8_t> modulus,
                                                    std::span<const std::uint8_t> exponent);

  [[nodiscard]] SignatureAlgorithm algorithm() const { return algorithm_; }
  // ECDSA signatures are DER, as authenticators give them.
  [[nodiscard]] bool verify(std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature) const;

 private:
  PublicKey(SignatureAlgorithm algorithm, evp_pkey_st* key);
  SignatureAlgorithm algorithm_;
  std::shared_ptr<evp_pkey_st> key_;
};

}  // namespace coffer::platform
