// Ed25519 signatures (RFC 8032), by OpenSSL.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "platform/crypto/digest.hpp"

namespace coffer::platform {

using Ed25519Seed = std::array<std::uint8_t, 32>;  // the private key
using Ed25519PublicKey = std::array<std::uint8_t, 32>;
using Ed25519Signature = std::array<std::uint8_t, 64>;

[[nodiscard]] Ed25519PublicKey ed25519_public_key(const Ed25519Seed& seed);
[[nodiscard]] Ed25519Signature sign_ed25519(const Ed25519Seed& seed, std::string_view message);
[[nodiscard]] bool verify_ed25519(const Ed25519PublicKey& key, std::string_view message,
                                  std::span<const std::uint8_t> signature);

}  // namespace coffer::platform
