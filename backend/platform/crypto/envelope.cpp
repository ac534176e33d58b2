#include "platform/crypto/envelope.hpp"

#include <openssl/evp.h>
#include <sodium.h>

#include <cassert>
#include <memory>

namespace coffer::platform {
namespace {

constexpr std::uint8_t format = 1;
constexpr std::size_t nonce_size = 12;
constexpr std::size_t tag_size = 16;
constexpr std::size_t secret_most = 64 * 1024;

using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)>;

std::unexpected<Error> damaged(std::string cause) {
  Error error;
  error.problem = problems::secret_damaged;
  error.detail = "A stored secret cannot be opened.";
  error.cause = std::move(cause);
  return fail(std::move(error));
}

// format, size and text of the key's name, size and bytes of the wrapped key, nonce, secret, tag.
struct Parts {
  std::span<const std::uint8_t> name;
  std::span<const std::uint8_t> wrapped;
  std::span<const std::uint8_t> nonce;
  std::span<const std::uint8_t> secret;
  std::span<const std::uint8_t> tag;
};

std::optional<std::span<const std::uint8_t>> take(std::span<const std::uint8_t>& rest, std::size_t size) {
  if (rest.size() < size) return std::nullopt;
  const auto taken = rest.first(size);
  rest = rest.subspan(size);
  return taken;
}

std::optional<std::span<const std::uint8_t>> take_counted(std::span<const std::uint8_t>& rest) {
  const auto size = take(rest, 1);
  return size ? take(rest, size->front()) : std::nullopt;
}

std::optional<Parts> split(std::span<const std::uint8_t> sealed) {
  const auto version = take(sealed, 1);
  if (!version || version->front() != format) return std::nullopt;
  const auto name = take_counted(sealed);
  const auto wrapped = name ? take_counted(sealed) : std::nullopt;
  const auto nonce = wrapped ? take(sealed, nonce_size) : std::nullopt;
  if (!nonce || sealed.size() < tag_size) return std::nullopt;
  const auto secret = sealed.first(sealed.size() - tag_size);
  return Parts{*name, *wrapped, *nonce, secret, sealed.last(tag_size)};
}

void append_counted(Bytes& out, std::span<const std::uint8_t> bytes) {
  assert(bytes.size() < 256);
  out.push_back(static_cast<std::uint8_t>(bytes.size()));
  out.insert(out.end(), bytes.begin(), bytes.end());
}

int size_of(std::span<const std::uint8_t> bytes) { return static_cast<int>(bytes.size()); }

// Appends the sealed secret and its tag.
bool encrypt(const DataKey& key, std::span<const std::uint8_t> nonce, std::string_view identity,
             std::span<const std::uint8_t> secret, Bytes& out) {
  const CipherContext context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  const auto bound = as_bytes(identity);
  const auto start = out.size();
  out.resize(start + secret.size() + tag_size);
  int written = 0;
  return context && EVP_EncryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), nonce.data()) == 1 &&
         EVP_EncryptUpdate(context.get(), nullptr, &written, bound.data(), size_of(bound)) == 1 &&
         EVP_EncryptUpdate(context.get(), out.data() + start, &written, secret.data(), size_of(secret)) == 1 &&
         EVP_EncryptFinal_ex(context.get(), out.data() + start + written, &written) == 1 &&
         EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tag_size, out.data() + out.size() - tag_size) == 1;
}

bool decrypt(const DataKey& key, const Parts& parts, std::string_view identity, Bytes& out) {
  const CipherContext context(EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
  const auto bound = as_bytes(identity);
  out.resize(parts.secret.size());
  Bytes tag(parts.tag.begin(), parts.tag.end());
  int written = 0;
  std::uint8_t none = 0;
  return context &&
         EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.data(), parts.nonce.data()) == 1 &&
         EVP_DecryptUpdate(context.get(), nullptr, &written, bound.data(), size_of(bound)) == 1 &&
         EVP_DecryptUpdate(context.get(), out.data(), &written, parts.secret.data(), size_of(parts.secret)) == 1 &&
         EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1 &&
         EVP_DecryptFinal_ex(context.get(), &none, &written) == 1;
}

}  // namespace

Result<Bytes> seal_secret(const MasterKey& key, std::span<const std::uint8_t> secret, std::string_view identity) {
  assert(secret.size() <= secret_most);
  DataKey data_key;
  std::array<std::uint8_t, nonce_size> nonce{};
  randombytes_buf(data_key.data(), data_key.size());
  randombytes_buf(nonce.data(), nonce.size());
  COFFER_TRY(wrapped, key.wrap(data_key, identity));
  Bytes out{format};
  append_counted(out, as_bytes(key.name()));
  append_counted(out, wrapped);
  out.insert(out.end(), nonce.begin(), nonce.end());
  const bool sealed = encrypt(data_key, nonce, identity, secret, out);
  wipe(data_key);
  if (!sealed) return damaged("the cipher refused to seal");
  return out;
}

Result<Bytes> open_secret(const MasterKey& key, std::span<const std::uint8_t> sealed, std::string_view identity) {
  const auto parts = split(sealed);
  if (!parts) return damaged("not a sealed secret");
  const auto name = sealing_key(sealed);
  auto data_key = key.unwrap(name, parts->wrapped, identity);
  if (!data_key) {
    if (name == key.name()) return damaged("its data key does not open for " + std::string(identity));
    return fail(std::move(data_key).error());
  }
  Bytes secret;
  const bool opened = decrypt(*data_key, *parts, identity, secret);
  wipe(*data_key);
  if (opened) return secret;
  wipe(secret);
  return damaged("it is not authentic as " + std::string(identity));
}

std::string_view sealing_key(std::span<const std::uint8_t> sealed) {
  const auto parts = split(sealed);
  if (!parts) return {};
  return {reinterpret_cast<const char*>(parts->name.data()), parts->name.size()};
}

}  // namespace coffer::platform
