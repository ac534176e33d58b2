#include "platform/crypto/password_hasher.hpp"

#include <sodium.h>
#include <array>
#include <new>
#include <stdexcept>

#include "platform/async/compute_pool.hpp"
#include "platform/crypto/digest.hpp"

namespace coffer::platform {

struct PasswordHasher::Pool {
  explicit Pool(PasswordSettings given)
      : settings(std::make_shared<const PasswordSettings>(std::move(given))),
        threads({.threads = settings->threads, .queue = settings->queue}) {}
  // Shared with work that runs on after its task gave up.
  std::shared_ptr<const PasswordSettings> settings;
  std::shared_ptr<const std::string> decoy;
  ComputePool threads;
};

namespace {

// The password that Argon2id sees: wiped when it goes out of scope.
class Peppered {
 public:
  Peppered(std::string& password, const std::string& pepper)
      : text_(pepper.empty() ? password : to_hex(hmac_sha256(as_bytes(pepper), password))) {
    wipe(password);
  }
  ~Peppered() { wipe(text_); }
  Peppered(const Peppered&) = delete;
  Peppered& operator=(const Peppered&) = delete;
  [[nodiscard]] const std::string& text() const { return text_; }

 private:
  std::string text_;
};

std::string compute_hash(std::string password, const PasswordSettings& settings) {
  const Peppered peppered(password, settings.pepper);
  std::array<char, crypto_pwhash_STRBYTES> phc{};
  const auto& text = peppered.text();
  if (crypto_pwhash_str_alg(phc.data(), text.data(), text.size(), settings.passes, settings.memory_kib * 1024,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc();
  }
  return phc.data();
}

PasswordMatch compute_match(std::string password, const std::string& stored, const PasswordSettings& settings) {
  const Peppered peppered(password, settings.pepper);
  const auto& text = peppered.text();
  PasswordMatch match;
  match.matches = crypto_pwhash_str_verify(stored.c_str(), text.data(), text.size()) == 0;
  match.needs_rehash =
      match.matches && crypto_pwhash_str_needs_rehash(stored.c_str(), settings.passes, settings.memory_kib * 1024) != 0;
  return match;
}

}  // namespace

PasswordHasher::PasswordHasher(PasswordSettings settings) {
  if (sodium_init() < 0) throw std::runtime_error("libsodium cannot be initialised");
  pool_ = std::make_unique<Pool>(std::move(settings));
  pool_->decoy = std::make_shared<const std::string>(compute_hash("decoy", *pool_->settings));
}
PasswordHasher::~PasswordHasher() = default;

Task<std::string> PasswordHasher::hash(std::string password) {
  auto task = pool_->threads.run([password = std::move(password), settings = pool_->settings]() mutable {
    return compute_hash(std::move(password), *settings);
  });
  co_return co_await task;
}

Task<PasswordMatch> PasswordHasher::verify(std::string password, std::string stored) {
  auto task = pool_->threads.run([password = std::move(password), stored = std::move(stored),
                                  settings = pool_->settings, decoy = pool_->decoy]() mutable {
    auto match = compute_match(std::move(password), stored.empty() ? *decoy : stored, *settings);
    if (stored.empty()) match = {};
    return match;
  });
  co_return co_await task;
}

}  // namespace coffer::platform
