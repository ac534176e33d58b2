// The keys that sign access tokens: made by the servers themselves, shared through the database, their
// private parts sealed under the master key. Each signs for a month. Its successor is published a day
// before it takes over, and it is published itself until its last token has ended.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "auth/tokens/access_token.hpp"
#include "auth/tokens/token_store.hpp"
#include "platform/clock/clock.hpp"
#include "platform/clock/random.hpp"
#include "platform/crypto/master_key.hpp"

namespace coffer::auth {

struct SigningKeySettings {
  std::chrono::hours signs_for{30 * 24};
  std::chrono::hours published_before{24};
  std::chrono::hours published_after{1};
  // How long a server goes by what it has read.
  std::chrono::seconds remembered{60};
};

class SigningKeys {
 public:
  SigningKeys(platform::Database& database, const platform::Clock& clock, platform::Random& random,
              const platform::MasterKey& master_key, SigningKeySettings settings = {})
      : database_(database),
        clock_(clock),
        random_(random),
        master_key_(master_key),
        settings_(settings),
        store_(database) {}

  // The key that signs now. Makes it, and the next one, when it is time.
  platform::Task<SigningKey> get_signing_key();
  // Those whose tokens may live; `wanted` is read anew when it is not among what is remembered.
  platform::Task<std::vector<SigningKeyRow>> list_keys(std::string wanted);

 private:
  struct Ring {
    std::vector<SigningKeyRow> keys;
    std::int64_t read_at_micros = 0;  // monotonic
  };
  platform::Task<std::shared_ptr<const Ring>> read_ring();
  platform::Task<std::shared_ptr<const Ring>> get_ring();
  platform::Task<> make_key(Timestamp signs_from);
  [[nodiscard]] std::shared_ptr<const Ring> remembered();

  platform::Database& database_;
  const platform::Clock& clock_;
  platform::Random& random_;
  const platform::MasterKey& master_key_;
  SigningKeySettings settings_;
  TokenStore store_;
  std::mutex mutex_;
  std::shared_ptr<const Ring> ring_;
};

// RFC 7517: the public keys, in an order that says nothing.
[[nodiscard]] std::string encode_key_set(const std::vector<SigningKeyRow>& keys);

}  // namespace coffer::auth
