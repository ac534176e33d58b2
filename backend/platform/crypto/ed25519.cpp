#include "platform/crypto/ed25519.hpp"

#include <openssl/evp.h>

#include <memory>
#include <stdexcept>

namespace coffer::platform {
namespace {

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Key = std::unique_ptr<EVP_PKEY, Free>;
using Context = std::unique_ptr<EVP_MD_CTX, Free>;

void require(bool done, const char* step) {
  if (!done) throw std::runtime_error(std::string("OpenSSL: ") + step);
}

Key private_key(const Ed25519Seed& seed) {
  Key key(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, seed.data(), seed.size()));
  require(key != nullptr, "a private key");
  return key;
}

Context new_context() {
  Context context(EVP_MD_CTX_new());
  require(context != nullptr, "a context");
  return context;
}

}  // namespace

Ed25519PublicKey ed25519_public_key(const Ed25519Seed& seed) {
  Ed25519PublicKey bytes{};
  std::size_t size = bytes.size();
  require(EVP_PKEY_get_raw_public_key(private_key(seed).get(), bytes.data(), &size) == 1, "a public key");
  return bytes;
}

Ed25519Signature sign_ed25519(const Ed25519Seed& seed, std::string_view message) {
  const Key key = private_key(seed);
  const Context context = new_context();
  Ed25519Signature signature{};
  std::size_t size = signature.size();
  require(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1, "signing");
  require(EVP_DigestSign(context.get(), signature.data(), &size, as_bytes(message).data(), message.size()) == 1,
          "signing");
  return signature;
}

bool verify_ed25519(const Ed25519PublicKey& key, std::string_view message, std::span<const std::uint8_t> signature) {
  if (signature.size() != std::tuple_size_v<Ed25519Signature>) return false;
  const Key raw(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, key.data(), key.size()));
  if (!raw) return false;
  const Context context = new_context();
  require(EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, raw.get()) == 1, "verifying");
  return EVP_DigestVerify(context.get(), signature.data(), signature.size(), as_bytes(message).data(),
                          message.size()) == 1;
}

}  // namespace coffer::platform
