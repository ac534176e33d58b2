#include "platform/crypto/digest.hpp"

#include <sodium.h>
#include <cstring>
#include <new>

namespace coffer::platform {
namespace {

crypto_hash_sha256_state& state_of(std::array<std::uint8_t, 128>& bytes) {
  static_assert(sizeof(crypto_hash_sha256_state) <= 128);
  return *std::launder(reinterpret_cast<crypto_hash_sha256_state*>(bytes.data()));
}

}  // namespace

Digest sha256(std::span<const std::uint8_t> bytes) {
  Digest digest;
  crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
  return digest;
}

Sha256::Sha256() {
  auto* state = ::new (static_cast<void*>(state_.data())) crypto_hash_sha256_state;
  crypto_hash_sha256_init(state);
}
void Sha256::add(std::span<const std::uint8_t> bytes) {
  crypto_hash_sha256_update(&state_of(state_), bytes.data(), bytes.size());
}
Digest Sha256::finish() {
  Digest digest;
  crypto_hash_sha256_final(&state_of(state_), digest.data());
  return digest;
}

Digest hmac_sha256(std::span<const std::uint8_t> key, std::string_view message) {
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  const auto bytes = as_bytes(message);
  crypto_auth_hmacsha256_update(&state, bytes.data(), bytes.size());
  Digest digest;
  crypto_auth_hmacsha256_final(&state, digest.data());
  return digest;
}

bool equal_in_constant_time(std::span<const std::uint8_t> a, std::span<const std::uint8_t> b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string to_hex(std::span<const std::uint8_t> bytes) {
  std::string out(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes.data(), bytes.size());
  out.pop_back();
  return out;
}

std::optional<Bytes> from_hex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  if (text.empty()) return Bytes{};
  Bytes out(text.size() / 2);
  std::size_t size = 0;
  if (sodium_hex2bin(out.data(), out.size(), text.data(), text.size(), nullptr, &size, nullptr) != 0)
    return std::nullopt;
  if (size != out.size()) return std::nullopt;
  return out;
}

std::string to_base64url(std::span<const std::uint8_t> bytes) {
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  out.pop_back();
  return out;
}

std::optional<Bytes> from_base64url(std::string_view text) {
  // libsodium wants somewhere to write even where there is nothing to.
  if (text.empty()) return Bytes{};
  Bytes out(text.size());
  std::size_t size = 0;
  const char* end = nullptr;
  if (sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr, &size, &end,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
      end != text.data() + text.size()) {
    return std::nullopt;
  }
  out.resize(size);
  return out;
}

void wipe(std::string& secret) {
  sodium_memzero(secret.data(), secret.size());
  secret.clear();
}
void wipe(std::span<std::uint8_t> secret) { sodium_memzero(secret.data(), secret.size()); }

}  // namespace coffer::platform
