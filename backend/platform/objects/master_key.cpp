#include "platform/objects/master_key.hpp"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "platform/objects/object_store.hpp"

namespace coffer::platform {
namespace {

namespace aead {
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == sizeof(DataKey));
}  // namespace aead

[[nodiscard]] std::unexpected<Error> fail_key(std::string detail, std::string cause = {}) {
  Error error;
  error.kind = ErrorKind::Unavailable;
  error.problem = problems::master_key_unusable;
  error.detail = std::move(detail);
  error.cause = std::move(cause);
  return fail(std::move(error));
}

// nonce, then the key and its tag.
class LocalMasterKey final : public MasterKey {
 public:
  explicit LocalMasterKey(const DataKey& key) : key_(key) {
    // Which key it is may be known; the key may not follow from it.
    const auto digest = hmac_sha256(key_, "coffer master key name");
    name_ = "local-" + to_hex(std::span(digest).first(8));
  }
  ~LocalMasterKey() override { wipe(key_); }
  LocalMasterKey(const LocalMasterKey&) = delete;
  LocalMasterKey& operator=(const LocalMasterKey&) = delete;

  [[nodiscard]] std::string_view name() const override { return name_; }

  [[nodiscard]] Result<Bytes> wrap(const DataKey& key, std::string_view context) const override {
    Bytes out(aead::nonce_size + key.size() + aead::tag_size);
    randombytes_buf(out.data(), aead::nonce_size);
    const auto bound = as_bytes(context);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out.data() + aead::nonce_size, nullptr, key.data(), key.size(),
                                               bound.data(), bound.size(), nullptr, out.data(), key_.data());
    return out;
  }

  [[nodiscard]] Result<DataKey> unwrap(std::span<const std::uint8_t> wrapped, std::string_view context) const override {
    DataKey key;
    const auto bound = as_bytes(context);
    if (wrapped.size() != aead::nonce_size + key.size() + aead::tag_size ||
        crypto_aead_xchacha20poly1305_ietf_decrypt(key.data(), nullptr, nullptr, wrapped.data() + aead::nonce_size,
                                                   wrapped.size() - aead::nonce_size, bound.data(), bound.size(),
                                                   wrapped.data(), key_.data()) != 0) {
      return fail_key("The key of an object cannot be opened.");
    }
    return key;
  }

 private:
  DataKey key_;
  std::string name_;
};

}  // namespace

Result<std::unique_ptr<MasterKey>> open_master_key_file(const std::filesystem::path& path) {
  if (sodium_init() < 0) return fail_key("libsodium cannot be initialised.");
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0) return fail_key("The master key file cannot be read.", std::strerror(errno));
  struct stat status{};
  char text[80];
  const bool known = ::fstat(fd, &status) == 0;
  const auto size = ::read(fd, text, sizeof text);
  ::close(fd);
  if (!known || !S_ISREG(status.st_mode)) return fail_key("The master key must be a file.");
  if ((status.st_mode & 077U) != 0)
    return fail_key("The master key file must be readable by its owner alone (mode 600).");
  std::string_view digits(text, size > 0 ? static_cast<std::size_t>(size) : 0);
  while (digits.ends_with('\n')) digits.remove_suffix(1);
  auto bytes = from_hex(digits);
  wipe(std::span(reinterpret_cast<std::uint8_t*>(text), sizeof text));
  if (!bytes || bytes->size() != sizeof(DataKey))
    return fail_key("The master key file must hold 64 hexadecimal digits.");
  DataKey key;
  std::memcpy(key.data(), bytes->data(), key.size());
  wipe(*bytes);
  std::unique_ptr<MasterKey> opened = std::make_unique<LocalMasterKey>(key);
  wipe(key);
  return opened;
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
