#include "platform/crypto/totp.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <cassert>

namespace coffer::platform {

std::int64_t totp_step(Timestamp at) { return at.micros / (totp_step_seconds * 1'000'000); }

std::string totp_code(std::span<const std::uint8_t> seed, std::int64_t step) {
  std::array<std::uint8_t, 8> counter{};
  for (std::size_t i = 0; i < counter.size(); ++i)
    counter[i] = static_cast<std::uint8_t>(static_cast<std::uint64_t>(step) >> (56U - 8U * i));
  std::array<std::uint8_t, 20> mac{};
  unsigned size = 0;
  HMAC(EVP_sha1(), seed.data(), static_cast<int>(seed.size()), counter.data(), counter.size(), mac.data(), &size);
  assert(size == mac.size());
  const std::size_t offset = mac.back() & 0x0FU;
  std::uint32_t truncated = mac[offset] & 0x7FU;
  for (std::size_t i = 1; i < 4; ++i) truncated = (truncated << 8U) | mac[offset + i];
  std::string code = std::to_string(truncated % 1'000'000);
  code.insert(0, totp_digits - code.size(), '0');
  return code;
}

std::string to_base32(std::span<const std::uint8_t> bytes) {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string out;
  std::uint32_t pending = 0;
  unsigned bits = 0;
  for (const auto byte : bytes) {
    pending = (pending << 8U) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += alphabet[(pending >> bits) & 31U];
    }
  }
  if (bits > 0) out += alphabet[(pending << (5 - bits)) & 31U];
  return out;
}

}  // namespace coffer::platform
