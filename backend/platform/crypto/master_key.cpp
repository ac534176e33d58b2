#include "platform/crypto/master_key.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

namespace coffer::platform {
namespace {

namespace aead {
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == sizeof(DataKey));
}  // namespace aead

constexpr std::size_t keys_most = 8;

[[nodiscard]] std::unexpected<Error> fail_key(std::string detail, std::string cause = {}) {
  Error error;
  error.kind = ErrorKind::Unavailable;
  error.problem = problems::master_key_unusable;
  error.detail = std::move(detail);
  error.cause = std::move(cause);
  return fail(std::move(error));
}

struct NamedKey {
  explicit NamedKey(std::span<const std::uint8_t> bytes) {
    std::ranges::copy(bytes, key.begin());
    // Which key it is may be known; the key may not follow from it.
    const auto digest = hmac_sha256(key, "coffer master key name");
    name = "local-" + to_hex(std::span(digest).first(8));
  }
  ~NamedKey() { wipe(key); }
  NamedKey(const NamedKey&) = default;
  NamedKey& operator=(const NamedKey&) = default;

  DataKey key{};
  std::string name;
};

// Wraps into nonce, then the key and its tag. The nonce has 192 bits: random ones do not meet.
class LocalMasterKey final : public MasterKey {
 public:
  explicit LocalMasterKey(std::vector<NamedKey> keys) : keys_(std::move(keys)) {}

  [[nodiscard]] std::string_view name() const override { return keys_.front().name; }

  [[nodiscard]] Result<Bytes> wrap(const DataKey& key, std::string_view context) const override {
    Bytes out(aead::nonce_size + key.size() + aead::tag_size);
    randombytes_buf(out.data(), aead::nonce_size);
    const auto bound = as_bytes(context);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + aead::nonce_size, nullptr, key.data(), key.size(),
                                               bound.data(), bound.size(), nullptr, out.data(),
                                               keys_.front().key.data());
    return out;
  }

  [[nodiscard]] Result<DataKey> unwrap(std::string_view key_name, std::span<const std::uint8_t> wrapped,
                                       std::string_view context) const override {
    const auto found = std::ranges::find(keys_, key_name, &NamedKey::name);
    if (found == keys_.end()) return fail_key("The master key of that name is not there.", std::string(key_name));
    DataKey key;
    const auto bound = as_bytes(context);
    if (wrapped.size() != aead::nonce_size + key.size() + aead::tag_size ||
        crypto_aead_xchacha20poly1305_ietf_decrypt(key.data(), nullptr, nullptr, wrapped.data() + aead::nonce_size,
                                                   wrapped.size() - aead::nonce_size, bound.data(), bound.size(),
                                                   wrapped.data(), found->key.data()) != 0) {
      return fail_key("A wrapped key cannot be opened.");
    }
    return key;
  }

 private:
  std::vector<NamedKey> keys_;
};

// One key per line; the buffer is wiped by the caller.
Result<std::vector<NamedKey>> parse_keys(std::string_view text) {
  std::vector<NamedKey> keys;
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    auto bytes = from_hex(line);
    if (!bytes || bytes->size() != sizeof(DataKey) || keys.size() == keys_most)
      return fail_key("The master key file must hold 1 to 8 lines of 64 hexadecimal digits.");
    keys.emplace_back(*bytes);
    wipe(*bytes);
  }
  if (keys.empty()) return fail_key("The master key file is empty.");
  return keys;
}

}  // namespace

Result<std::unique_ptr<MasterKey>> open_master_key_file(const std::filesystem::path& path) {
  if (sodium_init() < 0) return fail_key("libsodium cannot be initialised.");
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) return fail_key("The master key file cannot be read.", std::strerror(errno));
  struct stat status{};
  std::string text((keys_most + 1) * (2 * sizeof(DataKey) + 1), '\0');
  const bool known = ::fstat(fd, &status) == 0;
  const auto size = ::read(fd, text.data(), text.size());
  ::close(fd);
  if (!known || !S_ISREG(status.st_mode)) return fail_key("The master key must be a file.");
  if ((status.st_mode & 077U) != 0)
    return fail_key("The master key file must be readable by its owner alone (mode 600).");
  auto keys = parse_keys(std::string_view(text).substr(0, size > 0 ? static_cast<std::size_t>(size) : 0));
  wipe(text);
  if (!keys) return fail(std::move(keys).error());
  return std::make_unique<LocalMasterKey>(std::move(*keys));
}

Result<> create_master_key_file(const std::filesystem::path& path) {
  if (sodium_init() < 0) return fail_key("libsodium cannot be initialised.");
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) {
    if (errno == EEXIST) return {};
    return fail_key("The master key file cannot be made.", std::strerror(errno));
  }
  DataKey key;
  randombytes_buf(key.data(), key.size());
  auto text = to_hex(key) + "\n";
  const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
  ::close(fd);
  wipe(key);
  wipe(text);
  if (written) return {};
  ::unlink(path.c_str());
  return fail_key("The master key file cannot be written.", std::strerror(errno));
}

}  // namespace coffer::platform
