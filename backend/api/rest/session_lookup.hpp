// The edge's question "who is behind this credential?", answered by the sessions, tokens and keys of `auth`.
#pragma once

#include "api/edge/session_resolver.hpp"
#include "auth/keys/api_key_service.hpp"
#include "auth/sessions/caller_cache.hpp"
#include "auth/sessions/session_service.hpp"
#include "auth/tokens/token_service.hpp"

namespace coffer::api::rest {

// Without a cache every question goes to PostgreSQL; without tokens or keys there are none.
struct CredentialServices {
  auth::SessionService& sessions;
  auth::CallerCache* cache = nullptr;
  auth::TokenService* tokens = nullptr;
  auth::ApiKeyService* keys = nullptr;
};

class SessionLookup final : public edge::SessionResolver {
 public:
  explicit SessionLookup(auth::SessionService& sessions) : SessionLookup(CredentialServices{sessions}) {}
  explicit SessionLookup(CredentialServices services) : services_(services) {}
  [[nodiscard]] platform::Task<Caller> resolve(std::string token) override;
  [[nodiscard]] platform::Task<Caller> resolve_bearer(std::string token) override;
  void distrust(UserId user) override;

 private:
  platform::Task<Caller> remember(std::string credential, std::function<platform::Task<Caller>()> look_up);
  platform::Task<Caller> resolve_access_token(std::string token);

  CredentialServices services_;
};

}  // namespace coffer::api::rest
