// Makes, lists and ends personal API keys, and says who is behind one.
#pragma once

#include <string>

#include "auth/factors/step_up_service.hpp"
#include "auth/keys/api_key.hpp"
#include "auth/keys/api_key_store.hpp"
#include "auth/sessions/session.hpp"
#include "platform/clock/clock.hpp"
#include "platform/clock/random.hpp"

namespace coffer::auth {

class ApiKeyService {
 public:
  ApiKeyService(platform::Database& database, const platform::Clock& clock, platform::Random& random,
                StepUpService& step_up)
      : database_(database), clock_(clock), random_(random), step_up_(step_up), store_(database) {}

  // Wants step-up. Invalid with every fault: a scope that is no permission, an end that is past or too far. Conflict
  // when the person has enough keys.
  platform::Task<CreatedApiKey> create_key(platform::UnitOfWork& unit, NewApiKey key);
  platform::Task<ApiKeyList> list_keys(const Caller& caller, SessionPage page);
  // NotFound when it is none of the caller's, or has ended.
  platform::Task<> revoke_key(platform::UnitOfWork& unit, ApiKeyId key);
  // Every key of the unit's caller.
  platform::Task<> revoke_all(platform::UnitOfWork& unit);
  // The person, bounded to the scopes of the key. Unauthenticated when the key opens nothing.
  platform::Task<Caller> resolve_key(std::string token);

 private:
  platform::Task<> touch(const FoundApiKey& found, Timestamp now);

  platform::Database& database_;
  const platform::Clock& clock_;
  platform::Random& random_;
  StepUpService& step_up_;
  ApiKeyStore store_;
};

namespace problems {
inline constexpr std::string_view invalid_api_key = "auth/invalid-api-key";      // Invalid
inline constexpr std::string_view too_many_api_keys = "auth/too-many-api-keys";  // Conflict
inline constexpr std::string_view api_key_not_found = "auth/api-key-not-found";  // NotFound
inline constexpr std::string_view bad_api_key = "auth/bad-api-key";              // Unauthenticated
}  // namespace problems

}  // namespace coffer::auth
