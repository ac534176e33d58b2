// Hashes, message authentication and text forms of bytes.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace coffer::platform {

using Digest = std::array<std::uint8_t, 32>;
using Bytes = std::vector<std::uint8_t>;

[[nodiscard]] inline std::span<const std::uint8_t> as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

[[nodiscard]] Digest sha256(std::span<const std::uint8_t> bytes);
[[nodiscard]] inline Digest sha256(std::string_view text) { return sha256(as_bytes(text)); }

// SHA-256 of what comes in pieces.
class Sha256 {
 public:
  Sha256();
  void add(std::span<const std::uint8_t> bytes);
  [[nodiscard]] Digest finish();

 private:
  alignas(16) std::array<std::uint8_t, 128> state_;
};

[[nodiscard]] Digest hmac_sha256(std::span<const std::uint8_t> key, std::string_view message);

// Takes the same time wherever the two differ. Lengths are not secret.
[[nodiscard]] bool equal_in_constant_time(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b);

[[nodiscard]] std::string to_hex(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::optional<Bytes> from_hex(std::string_view text);
// Base64url without padding.
[[nodiscard]] std::string to_base64url(std::span<const std::uint8_t> bytes);
[[nodiscard]] std::optional<Bytes> from_base64url(std::string_view text);

// Overwrites what a secret left behind.
void wipe(std::string& secret);
void wipe(std::span<std::uint8_t> secret);

}  // namespace coffer::platform
