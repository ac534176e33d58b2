#include "platform/crypto/public_key.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <algorithm>
#include <array>

namespace coffer::platform {
namespace {

template <auto Free>
struct Freeing {
  template <class T>
  void operator()(T* thing) const {
    Free(thing);
  }
};
using Context = std::unique_ptr<EVP_PKEY_CTX, Freeing<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Freeing<EVP_MD_CTX_free>>;
using Number = std::unique_ptr<BIGNUM, Freeing<BN_free>>;
using ParamBuilder = std::unique_ptr<OSSL_PARAM_BLD, Freeing<OSSL_PARAM_BLD_free>>;
using Params = std::unique_ptr<OSSL_PARAM, Freeing<OSSL_PARAM_free>>;

constexpr std::size_t coordinate_size = 32;

EVP_PKEY* key_from(const char* type, OSSL_PARAM* params) {
  const Context context(EVP_PKEY_CTX_new_from_name(nullptr, type, nullptr));
  EVP_PKEY* key = nullptr;
  if (!context || EVP_PKEY_fromdata_init(context.get()) != 1 ||
      EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, params) != 1)
    return nullptr;
  const Context check(EVP_PKEY_CTX_new(key, nullptr));
  if (check && EVP_PKEY_public_check(check.get()) == 1) return key;
  EVP_PKEY_free(key);
  return nullptr;
}

}  // namespace

PublicKey::PublicKey(SignatureAlgorithm algorithm, evp_pkey_st* key)
    : algorithm_(algorithm), key_(key, EVP_PKEY_free) {}

std::optional<PublicKey> PublicKey::p256(std::span<const std::uint8_t> x, std::span<const std::uint8_t> y) {
  if (x.size() != coordinate_size || y.size() != coordinate_size) return std::nullopt;
  std::array<std::uint8_t, 1 + 2 * coordinate_size> point{4};
  std::ranges::copy(x, point.begin() + 1);
  std::ranges::copy(y, point.begin() + 1 + coordinate_size);
  char group[] = "P-256";
  std::array<OSSL_PARAM, 3> params{
      OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group, 0),
      OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
      OSSL_PARAM_construct_end()};
  auto* key = key_from("EC", params.data());
  if (key == nullptr) return std::nullopt;
  return PublicKey(SignatureAlgorithm::Es256, key);
}

std::optional<PublicKey> PublicKey::ed25519(std::span<const std::uint8_t> bytes) {
  if (bytes.size() != coordinate_size) return std::nullopt;
  auto* key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, bytes.data(), bytes.size());
  if (key == nullptr) return std::nullopt;
  return PublicKey(SignatureAlgorithm::EdDsa, key);
}

std::optional<PublicKey> PublicKey::rsa(std::span<const std::uint8_t> modulus, std::span<const std::uint8_t> exponent) {
  if (modulus.size() > 512 || exponent.size() > 4) return std::nullopt;
  const Number n(BN_bin2bn(modulus.data(), static_cast<int>(modulus.size()), nullptr));
  const Number e(BN_bin2bn(exponent.data(), static_cast<int>(exponent.size()), nullptr));
  if (!n || !e || BN_num_bits(n.get()) < 2048 || BN_is_odd(e.get()) != 1 || BN_num_bits(e.get()) < 2)
    return std::nullopt;
  const ParamBuilder builder(OSSL_PARAM_BLD_new());
  if (!builder || OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_N, n.get()) != 1 ||
      OSSL_PARAM_BLD_push_BN(builder.get(), OSSL_PKEY_PARAM_RSA_E, e.get()) != 1)
    return std::nullopt;
  const Params params(OSSL_PARAM_BLD_to_param(builder.get()));
  auto* key = params ? key_from("RSA", params.get()) : nullptr;
  if (key == nullptr) return std::nullopt;
  return PublicKey(SignatureAlgorithm::Rs256, key);
}

bool PublicKey::verify(std::span<const std::uint8_t> message, std::span<const std::uint8_t> signature) const {
  const DigestContext context(EVP_MD_CTX_new());
  // Ed25519 hashes by itself.
  const EVP_MD* digest = algorithm_ == SignatureAlgorithm::EdDsa ? nullptr : EVP_sha256();
  return context && EVP_DigestVerifyInit(context.get(), nullptr, digest, nullptr, key_.get()) == 1 &&
         EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(), message.size()) == 1;
}

}  // namespace coffer::platform
