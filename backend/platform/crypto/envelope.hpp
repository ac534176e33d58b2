// Secrets that the server itself must read again (seeds of one-time passwords), sealed into one bytea column.
//
// A record has a data key of its own, wrapped by the master key; the secret is sealed under it by AES-256-GCM
// (NIST SP 800-38D). `identity` names table and row ("auth.totp_secrets/<id>") and is authenticated with both:
// a sealed value copied into another row, or another table, does not open.
#pragma once

#include <span>
#include <string_view>

#include "platform/crypto/master_key.hpp"

namespace coffer::platform {

// Not more than 64 KiB (asserted).
[[nodiscard]] Result<Bytes> seal_secret(const MasterKey& key, std::span<const std::uint8_t> secret,
                                        std::string_view identity);
// Bug when it was sealed for another identity or is damaged; Unavailable when its master key is not there.
[[nodiscard]] Result<Bytes> open_secret(const MasterKey& key, std::span<const std::uint8_t> sealed,
                                        std::string_view identity);
// Which master key a sealed value needs; empty when it is no sealed value. Where it is not key.name(), seal anew.
[[nodiscard]] std::string_view sealing_key(std::span<const std::uint8_t> sealed);

namespace problems {
inline constexpr std::string_view secret_damaged = "keys/secret-damaged";  // Bug
}  // namespace problems

}  // namespace coffer::platform
