#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "auth/tokens/access_token.hpp"

namespace {

using namespace coffer;

const auth::TokenParties parties{"https://coffer.example", "https://coffer.example/v1"};

platform::Ed25519Seed seed() {
  platform::Ed25519Seed bytes{};
  bytes.fill(7);
  return bytes;
}

bool is_accepted(std::string_view token) {
  static const auto public_key = platform::ed25519_public_key(seed());
  const auto find_key = [](std::string_view id) -> std::optional<platform::Ed25519PublicKey> {
    if (id != "k") return std::nullopt;
    return public_key;
  };
  const Timestamp now{std::int64_t{1'800'000'000} * 1'000'000};
  const auto read = auth::read_access_token(token, parties, find_key, now);
  if (read && (read->expires_at <= now || read->expires_at.micros - read->issued_at.micros > 600'000'000)) std::abort();
  return read.has_value();
}

}  // namespace

// As a token; then, header and payload being the two halves at the first line break, as one that our key
// has signed, so that what stands behind the signature is reached too. Whatever bears no signature of the
// key over just these bytes is refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  (void)is_accepted(input);
  (void)auth::named_key(input);
  const auto line = std::min(input.find('\n'), input.size());
  const auto encode = [](std::string_view text) { return platform::to_base64url(platform::as_bytes(text)); };
  const std::string text = encode(input.substr(0, line)) + "." + encode(input.substr(std::min(line + 1, input.size())));
  if (is_accepted(text + ".")) std::abort();
  (void)is_accepted(text + "." + platform::to_base64url(platform::sign_ed25519(seed(), text)));
  return 0;
}
