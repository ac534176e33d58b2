#include "platform/crypto/password_hasher.hpp"

#include <sodium.h>
#include <algorithm>
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

constexpr std::string_view pepper_mark = "pepper=";

// Which pepper it is may be known; the pepper may not follow from it. Empty for none.
std::string pepper_name(const std::string& pepper) {
  if (pepper.empty()) return {};
  const auto digest = hmac_sha256(as_bytes(pepper), "coffer pepper name");
  return to_hex(std::span(digest).first(4));
}

struct StoredHash {
  std::string_view pepper_name;  // empty: it names none
  std::string phc;
};

StoredHash parse_stored(std::string_view stored) {
  StoredHash parsed;
  if (stored.starts_with(pepper_mark)) {
    stored.remove_prefix(pepper_mark.size());
    const auto end = std::min(stored.find('$'), stored.size());
    parsed.pepper_name = stored.substr(0, end);
    stored.remove_prefix(end);
  }
  parsed.phc = std::string(stored);
  return parsed;
}

// Null when the pepper that the hash names is not configured.
const std::string* find_pepper(std::string_view name, const PasswordSettings& settings) {
  if (name.empty()) return settings.former_peppers.empty() ? &settings.pepper : &settings.former_peppers.back();
  if (name == pepper_name(settings.pepper)) return &settings.pepper;
  for (const auto& former : settings.former_peppers) {
    if (name == pepper_name(former)) return &former;
  }
  return nullptr;
}

std::string compute_hash(std::string password, const PasswordSettings& settings) {
  const Peppered peppered(password, settings.pepper);
  std::array<char, crypto_pwhash_STRBYTES> phc{};
  const auto& text = peppered.text();
  if (crypto_pwhash_str_alg(phc.data(), text.data(), text.size(), settings.passes, settings.memory_kib * 1024,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw std::bad_alloc();
  }
  const auto name = pepper_name(settings.pepper);
  return name.empty() ? phc.data() : std::string(pepper_mark) + name + phc.data();
}

PasswordMatch compute_match(std::string password, const std::string& stored, const std::string& decoy,
                            const PasswordSettings& settings) {
  auto hash = parse_stored(stored.empty() ? decoy : stored);
  const std::string* pepper = find_pepper(hash.pepper_name, settings);
  const bool can_match = pepper != nullptr && !stored.empty();
  // What matches nothing costs the same.
  if (pepper == nullptr) {
    hash = parse_stored(decoy);
    pepper = &settings.pepper;
  }
  const Peppered peppered(password, *pepper);
  const auto& text = peppered.text();
  PasswordMatch match;
  match.matches = crypto_pwhash_str_verify(hash.phc.c_str(), text.data(), text.size()) == 0 && can_match;
  match.needs_rehash = match.matches && (hash.pepper_name != pepper_name(settings.pepper) ||
                                         crypto_pwhash_str_needs_rehash(hash.phc.c_str(), settings.passes,
                                                                        settings.memory_kib * 1024) != 0);
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
  auto task = pool_->threads.run(
      [password = std::move(password), stored = std::move(stored), settings = pool_->settings,
       decoy = pool_->decoy]() mutable { return compute_match(std::move(password), stored, *decoy, *settings); });
  co_return co_await task;
}

}  // namespace coffer::platform
